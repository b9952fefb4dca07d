import asyncio
import os
from pathlib import Path
from typing import Annotated

import httpx
import typer

from papi.mirror.copying import mirror as keep_copy
from papi.mirror.store import AlreadyMirroring, Store
from papi.mirror.talking import Credentials, MirrorRefused, Source

app = typer.Typer()
app.callback()(lambda: None)  # with one command alone it would be no group, in which commands are looked for
_TIMEOUT = httpx.Timeout(30.0, read=60.0)


@app.command()
def mirror(
    url: Annotated[str, typer.Argument(help="Address of the installation, such as https://papi.example.vn")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the copy is kept, as papi.sqlite3")],
    follow: Annotated[bool, typer.Option("--follow", help="Stay, and copy what changes as it changes")] = False,
) -> None:
    """Keep a local copy for analysts, over the API alone. It goes on where it was cut off.

    Who reads is said by PAPI_MIRROR_TOKEN or PAPI_MIRROR_USER and PAPI_MIRROR_PASSWORD, or by files named by the same with _FILE.
    """
    try:
        store = Store(folder)
    except AlreadyMirroring:
        raise _refused(f"Another process keeps the copy in {folder}.") from None
    try:
        asyncio.run(_keep(url.rstrip("/"), store, _credentials(), follow=follow))
    except MirrorRefused as refused:
        raise _refused(str(refused)) from None
    except KeyboardInterrupt:
        typer.echo("Stopped; the next run goes on from here.", err=True)
    finally:
        store.close()


async def _keep(url: str, store: Store, credentials: Credentials, *, follow: bool) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=_TIMEOUT, headers={"Accept-Language": "vi"}) as client:
        await keep_copy(Source(client, credentials, forever=follow), store, url, typer.echo, follow=follow)


def _credentials() -> Credentials:
    found = Credentials(_secret("TOKEN"), _secret("USER"), _secret("PASSWORD"))
    if found.token is None and (found.username is None or found.password is None):
        raise _refused("Who reads? Set PAPI_MIRROR_TOKEN, or PAPI_MIRROR_USER and PAPI_MIRROR_PASSWORD (or the same with _FILE).")
    return found


def _secret(name: str) -> str | None:
    file = os.environ.get(f"PAPI_MIRROR_{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(f"PAPI_MIRROR_{name}")


def _refused(why: str) -> typer.Exit:
    typer.echo(f"papi: {why}", err=True)
    return typer.Exit(3)
