"""How a command ends badly: one sentence on standard error and exit code 2, where what went wrong is known."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import asyncpg
import typer
from obstore.exceptions import BaseError as StoreError
from sqlalchemy.exc import DBAPIError

from papi.kit.errors import Refusal
from papi.kit.installation import CommandRefused
from papi.kit.logs import configure_logs

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Do the work, or say in one sentence why not."""
    configure_logs()
    try:
        return asyncio.run(work)
    except CommandRefused as refused:
        raise stop(str(refused)) from None
    except Refusal as refusal:
        raise stop(f"{refusal.detail('en')} ({refusal.detail('vi')})") from None
    except (DBAPIError, asyncpg.PostgresError, OSError, StoreError) as error:
        if isinstance(error, OSError) and error.filename:
            raise stop(f"{error.filename}: {error.strerror}. Nothing was changed.") from None
        cause = getattr(error, "orig", None) or error
        raise stop(
            f"The database or the store of files does not answer: {str(cause).splitlines()[0] if str(cause) else type(cause).__name__}"
        ) from None


def stop(sentence: str, code: int = 2) -> typer.Exit:
    """Say the sentence; the exit to raise."""
    typer.echo(f"papi: {sentence}", err=True)
    return typer.Exit(code)
