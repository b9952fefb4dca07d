import typer

from papi import installing
from papi.cli.counting import tell_counts
from papi.cli.refusals import run, stop
from papi.evidence.models import SignatureState
from papi.evidence.signature_roots import read_roots
from papi.settings import Settings

_WORDS = {
    SignatureState.READING: "are still to be read",
    SignatureState.SOUND: "are signed, and nothing speaks against it",
    SignatureState.DOUBTFUL: "have a signature that is broken, partial or of unknown origin",
    SignatureState.FAILED: "have signatures that could not be read",
}
app = typer.Typer()
signatures = typer.Typer(help="Digital signatures of PDFs, and the roots by which signers are trusted.")
app.add_typer(signatures, name="signatures")


@signatures.callback(invoke_without_command=True)
def show_signatures(context: typer.Context) -> None:
    """Show the trusted roots (PAPI_SIGNATURE_ROOTS), and how many files are signed how."""
    if context.invoked_subcommand is not None:
        return
    settings = Settings()
    for line in _roots(settings):
        typer.echo(line)
    tell_counts(run(installing.count_signed(settings)), _WORDS, "No file is signed.")


def _roots(settings: Settings) -> list[str]:
    if settings.signature_roots is None:
        return ["PAPI_SIGNATURE_ROOTS is not set: whether signers are trusted is not checked."]
    try:
        return [f"trusted: {root.name}, until {root.until:%d/%m/%Y}" for root in read_roots(settings.signature_roots)]
    except (OSError, ValueError) as error:
        raise stop(f"The roots in {settings.signature_roots} cannot be read: {error}") from None


@signatures.command("reread")
def reread_signatures() -> None:
    """Have signatures read again that were judged by other roots than today's, or could not be read. The worker does so every hour."""
    _roots(Settings())
    count = run(installing.reread_signatures(Settings()))
    typer.echo(f"The worker reads {count} files again." if count else "Every signature was judged by the roots of today.")
