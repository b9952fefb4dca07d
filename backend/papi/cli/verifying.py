"""What commands share that verify, without database or server, what this installation has signed."""

import errno
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import typer
from typer.core import TyperCommand

from papi.access.verdicts import Examination, PublicKeys, Verdict, keys_in
from papi.cli.refusals import stop
from papi.cli.verifying_words import MARKS, UNREADABLE_WORDS, VERDICT_WORDS

EXIT = {Verdict.GENUINE: 0, Verdict.REFUSED: 1, Verdict.UNPROVEN: 3}
Sentences = Mapping[tuple[str, bool], tuple[str, str]]
_LARGEST = 100 * 1024 * 1024
_LONGEST_WAIT = 10.0
_WHY = {errno.ENOENT: "absent", errno.EISDIR: "folder", errno.EACCES: "forbidden"}


def in_two_languages(help_words: tuple[str, str], parameter_words: Mapping[str, tuple[str, str]]) -> type[TyperCommand]:
    """A command that explains itself in the language in which it is asked."""

    class InTwoLanguages(TyperCommand):
        # `Any` because the type of the context is that of typer's own copy of click, which is private
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            at = at_of("en" if "--language=en" in args or ("--language", "en") in pairwise(args) else "vi")
            self.help = help_words[at]
            parameters: list[Any] = self.get_params(ctx)
            for parameter in parameters:
                parameter.help = parameter_words[parameter.name][at]
            return super().parse_args(ctx, args)

    return InTwoLanguages


def at_of(language: str) -> int:
    """Where the words of a language stand in a pair."""
    return 1 if language == "en" else 0


def tell(found: Examination, sentences: Sentences, at: int) -> None:
    """Say each finding; what a file says of itself cannot move the terminal's cursor."""
    for name, well, parts in found.steps:
        harmless = {key: _printable(value) for key, value in parts.items()}
        typer.echo(f"{MARKS[well][at]} {sentences[name, well][at].format(**harmless)}")


def _printable(value: object) -> object:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in value) if isinstance(value, str) else value


def end(found: Examination, at: int) -> typer.Exit:
    """Say the verdict; the exit to raise."""
    typer.echo(VERDICT_WORDS[found.verdict][at])
    return typer.Exit(EXIT[found.verdict])


def unreadable(why: str, what: object, at: int) -> typer.Exit:
    """Say why a file cannot be read; the exit to raise."""
    return stop(UNREADABLE_WORDS[why][at].format(what=what))


def why_unreadable(error: OSError) -> str:
    """The name of the sentence about a failure to read."""
    return _WHY.get(error.errno or 0, "unreadable")


def content_of(file: Path, at: int) -> bytes:
    """What a file holds, or why it cannot be read."""
    try:
        if file.stat().st_size > _LARGEST:
            raise unreadable("large", file, at)
        return file.read_bytes()
    except OSError as error:
        raise unreadable(why_unreadable(error), file, at) from None


def keys_of(sources: Sequence[str] | None, at: int) -> PublicKeys | None:
    """The keys that were brought along; None where there are none."""
    return None if not sources else [each for source in sources for each in _keys(source, at)]


def _keys(source: str, at: int) -> list[dict[str, object]]:
    try:
        raw = _fetched(source) if source.startswith(("https://", "http://")) else Path(source).read_bytes()
        return [dict(key) for key in keys_in([raw])]
    except OSError as error:
        raise unreadable(why_unreadable(error), source, at) from None
    except httpx.InvalidURL:
        raise unreadable("no_address", source, at) from None
    except httpx.HTTPError:
        raise unreadable("no_answer", source, at) from None
    except (ValueError, RecursionError):
        raise unreadable("no_keys", source, at) from None


def _fetched(address: str) -> bytes:
    answer = httpx.get(address, timeout=_LONGEST_WAIT, follow_redirects=False)
    answer.raise_for_status()
    return answer.content
