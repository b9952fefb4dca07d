from pathlib import Path
from typing import Annotated

import typer

from papi import installing
from papi.cli.refusals import run
from papi.framework.schemas import WorkbookRead
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
def import_scores(
    file: Path,
    source: Annotated[str, typer.Option(help="Where the figures come from")],
    year: Annotated[int | None, typer.Option(min=2000, max=2999, help="Of a workbook whose name does not tell it")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, store nothing")] = False,
) -> None:
    """Load published scores beside those that are there, or refuse the file with every bad line.

    The file is the yearly workbook of papi.org.vn, or CSV or XLSX with the columns of scores.csv.
    """
    done = run(installing.import_scores(Settings(), file, source, year=year, dry_run=dry_run))
    if done.workbook is not None:
        _tell(done.workbook)
    typer.echo(
        f"{done.rows} scores loaded." if done.stored else f"{done.rows} scores read, {done.changed} would change. Nothing was stored."
    )


def _tell(book: WorkbookRead) -> None:
    levels = ", ".join(f"{count} {level}" for level, count in book.figures.items())
    typer.echo(f"PAPI {book.year} (told by {book.year_from}), layout {book.layout}, {book.provinces} provinces: {levels}.")
    typer.echo(f"Sheets: {', '.join(book.sheets)}.")
    for sheet in book.sheets_left_out:
        typer.echo(f"Not read: {sheet.name} ({sheet.reason}).")
    for name in book.wrong_year_sheets:
        typer.echo(f"Read although its name says another year: {name}.")
    typer.echo(f"Without a total: {', '.join(book.missing_provinces) or 'none'}.")
    typer.echo(f"Names: {len(book.names)} differ from the edition's, {len(book.unclear_names)} unclear and kept.")
    for change in book.names:
        typer.echo(f"  {change.code}: {change.name_vi_before} -> {change.name_vi}")
