from pathlib import Path
from typing import Annotated

import typer

from papi import installing
from papi.cli.refusals import run
from papi.settings import Settings

app = typer.Typer()
demo = typer.Typer(no_args_is_help=True)
framework = typer.Typer(no_args_is_help=True)
scores = typer.Typer(no_args_is_help=True)
app.add_typer(demo, name="demo")
app.add_typer(framework, name="framework")
app.add_typer(scores, name="scores")


@demo.callback()
def the_demo() -> None:
    """The demo: a city's plan with accounts whose password is public."""


@demo.command("load")
def load_demo() -> None:
    """Load the demo into an empty database, and mark it as one."""
    run(installing.load_demo(Settings()))
    typer.echo("The demo is loaded.")


@framework.callback()
def the_framework() -> None:
    """The framework of indicators."""


@framework.command("import")
def import_framework(
    directory: Annotated[Path, typer.Argument(help="Folder of data files in the shape of backend/papi/demo/data")],
) -> None:
    """Load the editions of the framework of indicators."""
    number = run(installing.import_framework(Settings(), directory))
    typer.echo(f"{number} editions loaded.")


@scores.callback()
def published_scores() -> None:
    """Published PAPI scores."""


@scores.command("import")
def import_scores(file: Path, source: Annotated[str, typer.Option(help="Where the figures come from")]) -> None:
    """Load published scores from CSV or XLSX beside those that are there, or refuse the file with every bad line."""
    number = run(installing.import_scores(Settings(), file, source))
    typer.echo(f"{number} scores loaded.")
