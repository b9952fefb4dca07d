"""The command line of an installation: `papi --help`."""

import asyncio
import json
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from papi import backup as archives
from papi import checks, installing, serving
from papi.access.keys import make_key
from papi.access.permissions import Role
from papi.kit.installation import StartRefused
from papi.kit.logs import configure_logs
from papi.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="PAPI Tracker.")
user = typer.Typer(no_args_is_help=True, help="People.")
demo = typer.Typer(no_args_is_help=True, help="The demo.")
framework = typer.Typer(no_args_is_help=True, help="The framework of indicators.")
scores = typer.Typer(no_args_is_help=True, help="Published scores.")
keys = typer.Typer(no_args_is_help=True, help="Signing keys.")
for name, group in {"user": user, "demo": demo, "framework": framework, "scores": scores, "keys": keys}.items():
    app.add_typer(group, name=name)


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Do the work; what goes wrong in a known way is one sentence and exit code 2."""
    configure_logs()
    try:
        return asyncio.run(work)
    except (StartRefused, installing.Refused, archives.ArchiveRefused) as refused:
        typer.echo(f"papi: {refused}", err=True)
        raise typer.Exit(2) from None


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on")] = None,
    workers: Annotated[int, typer.Option(help="Processes; more than one needs PostgreSQL and `papi worker`")] = 1,
) -> None:
    """Migrate if needed, load the demo into an empty database with PAPI_DEMO=1, and serve API and pages."""
    settings = Settings(**{key: value for key, value in (("host", host), ("port", port)) if value is not None})
    _run(installing.prepare(settings))
    serving.serve(settings, workers)


@app.command()
def worker() -> None:
    """Carry facts up to those who react to them, until told to stop."""
    _run(serving.run_worker(Settings()))


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    _run(installing.migrate(Settings()))
    typer.echo("The database stands at the newest revision.")


@app.command()
def openapi(
    output: Annotated[Path | None, typer.Option(help="File to write instead of standard output")] = None,
    check: Annotated[Path | None, typer.Option(help="File that must say the same")] = None,
) -> None:
    """Write the API's description, from the code."""
    text = json.dumps(serving.describe(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if check is not None:
        if check.read_text(encoding="utf-8") != text:
            typer.echo(f"papi: {check} is not what the code says; run `make openapi`.", err=True)
            raise typer.Exit(1)
    elif output is not None:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


@user.command("create")
def create_user(
    username: str,
    full_name: Annotated[str, typer.Option(prompt=True)],
    role: Annotated[Role, typer.Option(help="Role in the unit")] = Role.ADMIN,
    unit: Annotated[str | None, typer.Option(help="Code of the unit; the first one is made if there is none")] = None,
    unit_name: Annotated[str, typer.Option(help="Name of the first unit")] = "Ủy ban nhân dân",
) -> None:
    """Make an account; its one-time password is printed once."""
    password = _run(installing.create_user(Settings(), (username, full_name, role), (unit, unit_name)))
    typer.echo(f"One-time password of {username}: {password}")


@demo.command("load")
def load_demo() -> None:
    """Load the demo into an empty database."""
    settings = Settings(demo=True)
    _run(installing.prepare(settings))
    typer.echo("The demo is loaded.")


@framework.command("import")
def import_framework(directory: Path) -> None:
    """Load the editions of the framework from a directory of data files (shape: demo/data/README.md)."""
    number = _run(installing.import_framework(Settings(), directory))
    typer.echo(f"{number} editions loaded.")


@scores.command("import")
def import_scores(file: Path, source: Annotated[str, typer.Option(help="Where the figures come from")]) -> None:
    """Load published scores from CSV or XLSX, replacing the years in it; refused whole with every bad line."""
    number = _run(installing.import_scores(Settings(), file, source))
    typer.echo(f"{number} scores loaded.")


@keys.command("rotate")
def rotate_key() -> None:
    """Add a key for access tokens; tokens of the older ones stay valid until they expire. Restart to sign with it."""
    make_key(Settings().secrets_path, "token")
    typer.echo("A new key is in place.")


@app.command()
def backup(file: Path) -> None:
    """Write database and files into one consistent archive. Keys are not in it: keep them apart."""
    manifest = _run(archives.back_up(Settings(), file))
    typer.echo(f"{manifest['rows']} rows and {len(manifest['files'])} files are in {file}.")


@app.command()
def restore(file: Path) -> None:
    """Restore an archive into an empty database and store, on SQLite or PostgreSQL, verifying everything."""
    manifest = _run(archives.restore(Settings(), file))
    typer.echo(f"{manifest['rows']} rows and {len(manifest['files'])} files are restored.")


@app.command()
def check() -> None:
    """Examine settings, keys, database, store, migrations, sums and counts; exit code 1 if anything is wrong."""
    findings = _run(checks.examine(Settings()))
    for finding in findings:
        typer.echo(f"{'ok   ' if finding.ok else 'WRONG'} {finding.what}: {finding.words}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
