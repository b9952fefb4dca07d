from typing import Annotated
from uuid import UUID

import typer

from papi import installing
from papi.cli.refusals import run, stop
from papi.settings import Settings

app = typer.Typer()
jobs = typer.Typer(help="Work that was given up: mails, documents.")
app.add_typer(jobs, name="jobs")


@jobs.callback(invoke_without_command=True)
def list_jobs(context: typer.Context) -> None:
    """List the jobs that were given up, the last first, with what went wrong."""
    if context.invoked_subcommand is not None:
        return
    found = run(installing.list_given_up(Settings()))
    for job in found:
        typer.echo(f"{job.id}  {job.kind:<10} {job.finished_at:%H:%M %d/%m/%Y}  {job.attempts} attempts: {job.error}")
    if not found:
        typer.echo("No job was given up.")


@jobs.command("retry")
def retry_job(job: Annotated[UUID, typer.Argument(help="The id that `papi jobs` shows")]) -> None:
    """Let a job be tried again from the beginning."""
    if not run(installing.retry_job(Settings(), job)):
        raise stop("No job of that id was given up; `papi jobs` lists them.")
    typer.echo("The worker does it with its next round.")


@jobs.command("drop")
def drop_job(job: Annotated[UUID, typer.Argument(help="The id that `papi jobs` shows")]) -> None:
    """Forget a job that is of no use any more."""
    if not run(installing.drop_job(Settings(), job)):
        raise stop("No job of that id was given up; `papi jobs` lists them.")
    typer.echo("It is forgotten.")
