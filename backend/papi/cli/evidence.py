from datetime import datetime
from typing import Annotated

import typer

from papi import installing
from papi.cli.counting import tell_counts
from papi.cli.refusals import run, stop
from papi.evidence.models import ScanState
from papi.evidence.texts.models import TextState
from papi.kit import clock
from papi.settings import Settings

_TEXTS = {
    TextState.READ: "say what is found by the search",
    TextState.NO_TEXT: "are pictures or scans, without text",
    TextState.READING: "are still to be read by the worker",
    TextState.FAILED: "could not be read (damaged, locked, or too complex)",
    TextState.NONE: "were never read: see `papi evidence read-texts`",
}
_SCANS = {
    ScanState.NOT_SCANNED: "were never scanned",
    ScanState.PENDING: "wait for the scanner, and are read by nobody",
    ScanState.CLEAN: "are clean",
    ScanState.INFECTED: "hold malware and are quarantined",
    ScanState.FAILED: "could not be scanned (too large, locked, or the scanner fails at them), and are read by nobody",
}
app = typer.Typer()
evidence = typer.Typer(help="The files of evidence: what is read in them, and what the virus scanner says of them (PAPI_CLAMAV).")
app.add_typer(evidence, name="evidence")


@evidence.callback(invoke_without_command=True)
def show_evidence(context: typer.Context) -> None:
    """Show how many files were read, how that went, and how they stand with the virus scanner."""
    if context.invoked_subcommand is not None:
        return
    settings = Settings()
    tell_counts(run(installing.count_read(settings)), _TEXTS, "There is no file with text.")
    typer.echo(f"The scanner is {settings.clamav}." if settings.clamav else "PAPI_CLAMAV is not set: new files are not scanned.")
    tell_counts(run(installing.count_scanned(settings)), _SCANS, "There is no file.")


@evidence.command("read-texts")
def read_texts(
    failed: Annotated[bool, typer.Option("--failed", help="Also files that could not be read before")] = False,
) -> None:
    """Have files of before read by the worker, for the search and for what is pointed out to reviewers.

    It may be broken off and called again: what was ordered is not ordered twice, and the worker goes on where it was.
    """
    count = run(installing.read_texts(Settings(), failed=failed))
    typer.echo(f"The worker reads {count} files; `papi evidence` shows how far it is." if count else "Every file was read.")


@evidence.command("rescan")
def rescan(
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only files that were uploaded since this day")] = None,
) -> None:
    """Have files scanned again by the worker, as after new signatures. What is readable stays so until something is found in it.

    It may be broken off and called again: what still waits is not asked for twice. Files that were never scanned need no command.
    """
    settings = Settings()
    if not settings.clamav:
        raise stop("PAPI_CLAMAV is not set: there is no scanner. Nothing was changed. (Chưa cấu hình trình quét mã độc.)")
    moment = since.replace(tzinfo=clock.TIMEZONE) if since else None
    count = run(installing.rescan_files(settings, moment))
    typer.echo(f"The worker scans {count} files; `papi evidence` shows how they stand." if count else "There is no such file.")


@evidence.command("waive")
def waive() -> None:
    """Where the scanner was taken away: let the files be read that still wait for it, or that it could not scan. It is recorded."""
    settings = Settings()
    if settings.clamav:
        raise stop("PAPI_CLAMAV is set: files wait for that scanner. Nothing was changed. (Trình quét mã độc vẫn được cấu hình.)")
    count = run(installing.waive_scans(settings))
    typer.echo(f"{count} files may be read, marked as not scanned." if count else "No file waits for a scanner.")
