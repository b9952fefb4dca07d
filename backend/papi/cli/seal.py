from pathlib import Path
from typing import Annotated, Literal

import typer

from papi.access.verdicts import Examination, Verdict
from papi.cli.seal_words import EXAMINED_WORDS, GROUP_HELP, HELP, PARAMETER_WORDS
from papi.cli.verifying import at_of, content_of, end, in_two_languages, keys_of, tell, unreadable
from papi.reports.sealed import examine

app = typer.Typer()
seal = typer.Typer(no_args_is_help=True, help=GROUP_HELP)
app.add_typer(seal, name="seal")


@seal.command(cls=in_two_languages(HELP, PARAMETER_WORDS), help=HELP[0])
def verify(
    file: Annotated[Path, typer.Argument()],
    key: Annotated[list[str] | None, typer.Option()] = None,
    evidence: Annotated[Path | None, typer.Option()] = None,
    language: Annotated[Literal["vi", "en"], typer.Option()] = "vi",
) -> None:
    """Check a sealed copy by itself; `HELP` says it to who asks."""
    at = at_of(language)
    found = examine(content_of(file, at), keys_of(key, at), _directory(evidence, at))
    _tell(found, at)
    raise end(found, at)


def _tell(found: Examination, at: int) -> None:
    tell(found, EXAMINED_WORDS, at)
    if found.verdict is not Verdict.REFUSED:
        report = found.content["report"]
        typer.echo(f"      {report['period']['title']}, {report['unit']['name']} ({report['unit']['code']})")


def _directory(evidence: Path | None, at: int) -> Path | None:
    if evidence is not None and not evidence.is_dir():
        raise unreadable("no_folder", evidence, at)
    return evidence
