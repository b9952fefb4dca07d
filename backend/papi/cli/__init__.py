"""The command line of an installation: `papi --help`."""

from papi.cli.commands import app

__all__ = ["app"]
