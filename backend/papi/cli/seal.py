from pathlib import Path
from typing import Annotated

import httpx
import typer

from papi.cli.refusals import stop
from papi.cli.seal_words import EXAMINED_WORDS, MARKS, VERDICT_WORDS
from papi.reports.sealed import Examination, Verdict, examine, keys_in

app = typer.Typer()
seal = typer.Typer(no_args_is_help=True, help="The sealed copies of accepted reports")
app.add_typer(seal, name="seal")

_EXIT = {Verdict.GENUINE: 0, Verdict.REFUSED: 1, Verdict.UNPROVEN: 3}
_LARGEST = 100 * 1024 * 1024
_LONGEST_WAIT = 10.0


@seal.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The sealed copy, as it was downloaded")],
    key: Annotated[
        list[str] | None, typer.Option(help="Key set (JWKS) as a file or an https address, such as …/.well-known/papi-seal-keys.json")
    ] = None,
    evidence: Annotated[Path | None, typer.Option(help="Directory with the documents, compared by their hashes")] = None,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Check a sealed copy by itself, without database or server.

    Exit code 0: whole, and signed with a key that was given by --key. 3: whole by the file's own key, which nobody compared.
    1: changed, or documents are missing. 2: file, keys or directory cannot be read.
    """
    found = examine(_content(file), None if not key else _keys(key), _directory(evidence))
    at = 1 if language == "en" else 0
    _tell(found, at)
    typer.echo(VERDICT_WORDS[found.verdict][at])
    raise typer.Exit(_EXIT[found.verdict])


def _tell(found: Examination, at: int) -> None:
    for name, well, parts in found.steps:
        typer.echo(f"{MARKS[well][at]} {EXAMINED_WORDS[name, well][at].format(**parts)}")
    if found.verdict is not Verdict.REFUSED:
        report = found.content["report"]
        typer.echo(f"      {report['period']['title']}, {report['unit']['name']} ({report['unit']['code']})")


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise stop(f"{file} is larger than any sealed copy.")
        return file.read_bytes()
    except OSError as error:
        raise stop(f"{file}: {error.strerror}.") from None


def _keys(sources: list[str]) -> list[dict[str, object]]:
    try:
        return [dict(key) for key in keys_in([_source(source) for source in sources])]
    except (OSError, ValueError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise stop(f"No key set can be read from {', '.join(sources)}: {type(error).__name__}.") from None


def _source(source: str) -> bytes:
    if not source.startswith(("https://", "http://")):
        return Path(source).read_bytes()
    answer = httpx.get(source, timeout=_LONGEST_WAIT, follow_redirects=False)
    answer.raise_for_status()
    return answer.content


def _directory(evidence: Path | None) -> Path | None:
    if evidence is not None and not evidence.is_dir():
        raise stop(f"{evidence} is not a directory.")
    return evidence
