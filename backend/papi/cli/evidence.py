from typing import Annotated

import typer

from papi import installing
from papi.cli.counting import tell_counts
from papi.cli.refusals import run
from papi.evidence.texts.models import TextState
from papi.settings import Settings

_TEXTS = {
    TextState.READ: "say what is found by the search",
    TextState.NO_TEXT: "are pictures or scans, without text",
    TextState.READING: "are still to be read by the worker",
    TextState.FAILED: "could not be read (damaged, locked, or too complex)",
    TextState.NONE: "were never read: see `papi evidence read-texts`",
}
app = typer.Typer()
evidence = typer.Typer(help="The files of evidence, and what is read in them.")
app.add_typer(evidence, name="evidence")


@evidence.callback(invoke_without_command=True)
def show_evidence(context: typer.Context) -> None:
    """Show how many files were read, and how that went."""
    if context.invoked_subcommand is not None:
        return
    tell_counts(run(installing.count_read(Settings())), _TEXTS, "There is no file with text.")


@evidence.command("read-texts")
def read_texts(
    failed: Annotated[bool, typer.Option("--failed", help="Also files that could not be read before")] = False,
) -> None:
    """Have files of before read by the worker, for the search and for what is pointed out to reviewers.

    It may be broken off and called again: what was ordered is not ordered twice, and the worker goes on where it was.
    """
    count = run(installing.read_texts(Settings(), failed=failed))
    typer.echo(f"The worker reads {count} files; `papi evidence` shows how far it is." if count else "Every file was read.")
