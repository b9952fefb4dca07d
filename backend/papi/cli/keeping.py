from pathlib import Path
from typing import Annotated

import typer

from papi import backup as archives
from papi import checks
from papi.cli.refusals import run, stop
from papi.settings import Settings

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Archive to write; readable by its owner alone")],
    with_keys: Annotated[bool, typer.Option("--with-keys", help="Put the signing keys in it too")] = False,
) -> None:
    """Write database and files, as they are at one moment, into one archive; people go on working meanwhile."""
    settings = Settings()
    manifest = run(archives.back_up(settings, file, with_keys=with_keys))
    typer.echo(f"{manifest['rows']} rows and {len(manifest['files'])} files are in {file}.")
    if not with_keys:
        typer.echo(
            f"The keys are not: keep {settings.secrets_path} apart; without it nobody can verify the seals, or open encrypted files."
        )
    unverified = sum(not entry["verified"] for entry in manifest["files"].values())
    if unverified:
        typer.echo(f"{unverified} files are in it unverified, for their storage keys are not here; run `papi check`.", err=True)
    if manifest["lost"]:
        raise stop(f"{len(manifest['lost'])} files are missing or damaged in the store and not in the archive; run `papi check`.", 1)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="Archive to read")]) -> None:
    """Restore an archive into an empty database and store, on SQLite or PostgreSQL, verifying everything: all or nothing."""
    manifest = run(archives.restore(Settings(), file))
    typer.echo(f"{manifest['rows']} rows and {len(manifest['files'])} files are restored.")
    if manifest["unusable_keys"]:
        raise stop(f"But {manifest['unusable_keys']}.", 1)


@app.command()
def check() -> None:
    """Examine settings, keys, database, store, migrations, sums and counts; exit code 1 if anything is wrong."""
    findings = run(checks.examine(Settings()))
    for finding in findings:
        typer.echo(f"{'ok   ' if finding.ok else 'WRONG'} {finding.what}: {finding.words}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
