import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from papi import installing
from papi.cli.refusals import run, stop
from papi.main import create_app
from papi.settings import Settings

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    run(installing.migrate(Settings()))
    typer.echo("The database stands at the newest revision.")


@app.command()
def openapi(
    output: Annotated[Path | None, typer.Option(help="File to write instead of standard output")] = None,
    check: Annotated[Path | None, typer.Option(help="File that must say the same; exit code 1 if it does not")] = None,
) -> None:
    """Write the API's description, from the code alone: it touches no database, no key and no setting."""
    text = _describe()
    if check is not None:
        if not check.is_file() or check.read_text(encoding="utf-8") != text:
            raise stop(f"{check} is not what the code says; run `make openapi`.", 1)
    elif output is not None:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _describe() -> str:
    with TemporaryDirectory() as folder:
        described = create_app(Settings(data_dir=Path(folder), secret_dir=Path(folder))).openapi()
    return json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
