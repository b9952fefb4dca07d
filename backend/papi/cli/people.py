from typing import Annotated

import typer

from papi import installing
from papi.access.keys import rotate_token_key
from papi.access.permissions import FOUNDING_ROLE, Role
from papi.cli.refusals import run, stop
from papi.settings import Settings

app = typer.Typer()
user = typer.Typer(no_args_is_help=True, help="People.")
keys = typer.Typer(no_args_is_help=True, help="Signing keys.")
app.add_typer(user, name="user")
app.add_typer(keys, name="keys")


@user.command("create")
def create_user(
    username: str,
    full_name: Annotated[str, typer.Option(prompt=True, help="Name as people read it")],
    role: Annotated[Role, typer.Option(help="Role in the unit")] = FOUNDING_ROLE,
    unit: Annotated[str | None, typer.Option(help="Code of the unit; without it the first by official order")] = None,
    unit_name: Annotated[str, typer.Option(help="Name of the first unit, made where there is none yet")] = "Ủy ban nhân dân",
) -> None:
    """Make an account, such as the first administrator's. Its one-time password is printed once and must be changed at sign-in."""
    password = run(installing.create_user(Settings(), (username, full_name, role), (unit, unit_name)))
    typer.echo(f"One-time password of {username}: {password}")


@user.command("drop-factor")
def drop_factor(username: str) -> None:
    """Take a lost second factor off an account. All its sessions end; from then on its password alone opens it."""
    run(installing.drop_factor(Settings(), username))
    typer.echo(f"The second factor of {username} is off, and all its sessions have ended.")


@user.callback()
def people() -> None:
    """People."""


@keys.callback()
def signing_keys() -> None:
    """Signing keys."""


@keys.command("rotate")
def rotate_key() -> None:
    """Add a key for access tokens; those signed with the older ones stay valid until they expire. Restart to sign with it."""
    directory = Settings().secrets_path
    if not directory.is_dir():
        raise stop(f"There are no keys in {directory} yet; the first start makes them.")
    rotate_token_key(directory)
    typer.echo("A new key is in place; restart the server to sign with it.")
