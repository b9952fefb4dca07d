import errno
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import httpx
import typer
from typer.core import TyperCommand

from papi.cli.refusals import stop
from papi.cli.seal_words import (
    EXAMINED_WORDS,
    GROUP_HELP,
    HELP,
    MARKS,
    PARAMETER_WORDS,
    UNREADABLE_WORDS,
    VERDICT_WORDS,
)
from papi.reports.sealed import Examination, Verdict, examine, keys_in

app = typer.Typer()
seal = typer.Typer(no_args_is_help=True, help=GROUP_HELP)
app.add_typer(seal, name="seal")

_EXIT = {Verdict.GENUINE: 0, Verdict.REFUSED: 1, Verdict.UNPROVEN: 3}
_LARGEST = 100 * 1024 * 1024
_LONGEST_WAIT = 10.0
_WHY = {errno.ENOENT: "absent", errno.EISDIR: "folder", errno.EACCES: "forbidden"}


class _InTwoLanguages(TyperCommand):
    # `Any` because the type of the context is that of typer's own copy of click, which is private
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        at = words_at("en" if "--language=en" in args or ("--language", "en") in pairwise(args) else "vi")
        self.help = HELP[at]
        parameters: list[Any] = self.get_params(ctx)
        for parameter in parameters:
            parameter.help = PARAMETER_WORDS[parameter.name][at]
        return super().parse_args(ctx, args)


@seal.command(cls=_InTwoLanguages, help=HELP[0])
def verify(
    file: Annotated[Path, typer.Argument()],
    key: Annotated[list[str] | None, typer.Option()] = None,
    evidence: Annotated[Path | None, typer.Option()] = None,
    language: Annotated[Literal["vi", "en"], typer.Option()] = "vi",
) -> None:
    """Check a sealed copy by itself; `HELP` says it to who asks."""
    at = words_at(language)
    found = examine(
        content_of(file, at), None if not key else [each for source in key for each in keys_from(source, at)], _directory(evidence, at)
    )
    _tell(found, at)
    typer.echo(VERDICT_WORDS[found.verdict][at])
    raise typer.Exit(_EXIT[found.verdict])


def words_at(language: str) -> int:
    """Which of two words is said."""
    return 1 if language == "en" else 0


def _tell(found: Examination, at: int) -> None:
    for name, well, parts in found.steps:
        typer.echo(f"{MARKS[well][at]} {EXAMINED_WORDS[name, well][at].format(**parts)}")
    if found.verdict is not Verdict.REFUSED:
        report = found.content["report"]
        typer.echo(f"      {report['period']['title']}, {report['unit']['name']} ({report['unit']['code']})")


def _unreadable(why: str, what: object, at: int) -> typer.Exit:
    return stop(UNREADABLE_WORDS[why][at].format(what=what))


def content_of(file: Path, at: int) -> bytes:
    """What a file holds, or why it cannot be read."""
    try:
        if file.stat().st_size > _LARGEST:
            raise _unreadable("large", file, at)
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(_WHY.get(error.errno or 0, "unreadable"), file, at) from None


def keys_from(source: str, at: int) -> list[dict[str, object]]:
    """The public keys at a path or an address."""
    try:
        raw = _fetched(source) if source.startswith(("https://", "http://")) else Path(source).read_bytes()
        return [dict(key) for key in keys_in([raw])]
    except OSError as error:
        raise _unreadable(_WHY.get(error.errno or 0, "unreadable"), source, at) from None
    except httpx.InvalidURL:
        raise _unreadable("no_address", source, at) from None
    except httpx.HTTPError:
        raise _unreadable("no_answer", source, at) from None
    except (ValueError, RecursionError):
        raise _unreadable("no_keys", source, at) from None


def _fetched(address: str) -> bytes:
    answer = httpx.get(address, timeout=_LONGEST_WAIT, follow_redirects=False)
    answer.raise_for_status()
    return answer.content


def _directory(evidence: Path | None, at: int) -> Path | None:
    if evidence is not None and not evidence.is_dir():
        raise _unreadable("no_folder", evidence, at)
    return evidence
