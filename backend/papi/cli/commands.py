"""Which commands there are, and the module that each is in.

A command's module is loaded when the command is called: so the server's process holds nothing of the demo's makers, the documents'
or the migrations', which would be a third of its memory and a second of its start.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

_MODULES = {
    "serve": "running",
    "worker": "running",
    "migrate": "schema",
    "openapi": "schema",
    "user": "people",
    "keys": "people",
    "demo": "data",
    "framework": "data",
    "scores": "data",
    "backup": "keeping",
    "restore": "keeping",
    "check": "keeping",
    "storage": "storage",
    "jobs": "jobs",
    "signatures": "signatures",
    "evidence": "evidence",
    "seal": "seal",
    "tombstone": "tombstone",
    "pack": "pack",
    "mirror": "mirroring",
}


class _OnCall(TyperGroup):
    # `Any` because the types of the parameters are those of typer's own copy of click, which is private
    def list_commands(self, ctx: Any) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _MODULES:
            return None
        group = get_command(import_module(f"papi.cli.{_MODULES[cmd_name]}").app)
        return group.get_command(ctx, cmd_name) if isinstance(group, TyperGroup) else None


app = typer.Typer(cls=_OnCall, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def papi() -> None:
    """PAPI Tracker: what an administrator does at a terminal. Settings come from PAPI_* variables."""
