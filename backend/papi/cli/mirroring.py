import asyncio
import os
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import httpx
import typer

from papi.mirror.copying import mirror as keep_copy
from papi.mirror.holdings import OF_CLIENT, OF_PERSON
from papi.mirror.store import AlreadyMirroring, OtherReader, Store
from papi.mirror.talking import Credentials, MirrorRefused, Source

app = typer.Typer()
app.callback()(lambda: None)  # with one command alone it would be no group, in which commands are looked for
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_TIMEOUT = httpx.Timeout(30.0, read=60.0)


@app.command()
def mirror(
    url: Annotated[str, typer.Argument(help="Address of the installation, such as https://papi.example.vn")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the copy is kept, as papi.sqlite3")],
    follow: Annotated[bool, typer.Option("--follow", help="Stay, and copy what changes as it changes")] = False,
    plain_http: Annotated[bool, typer.Option("--plain-http", help="Take http to another machine, where others can read it")] = False,
) -> None:
    """Keep a local copy for analysts, over the API alone. It goes on where it was cut off.

    Who reads is said by PAPI_MIRROR_TOKEN, by PAPI_MIRROR_USER and PAPI_MIRROR_PASSWORD, or by PAPI_MIRROR_CLIENT_ID and
    PAPI_MIRROR_CLIENT_SECRET of a connected system, or by files named by the same with _FILE. A token that is made for some areas of work
    needs events, plans, reports, evidence, measures and scores.
    """
    if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in _THIS_MACHINE and not plain_http:
        raise _refused(f"{url} is not encrypted: what is sent can be read on the way. Use https, or say --plain-http.")
    credentials = _credentials()
    try:
        store = Store(folder, OF_PERSON if credentials.client_id is None else OF_CLIENT)
    except AlreadyMirroring:
        raise _refused(f"Another process keeps the copy in {folder}.") from None
    except OtherReader:
        raise _refused(
            f"{folder} holds a copy of another kind: a person's and a system's have other tables. Name another folder."
        ) from None
    try:
        asyncio.run(_keep(url.rstrip("/"), store, credentials, follow=follow))
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
    """Who reads, in one way and no other: of two it would not be known which was meant."""
    ways = [(_secret("TOKEN"),), (_secret("USER"), _secret("PASSWORD")), (_secret("CLIENT_ID"), _secret("CLIENT_SECRET"))]
    given = [way for way in ways if any(way)]
    if len(given) != 1 or not all(given[0]):
        raise _refused(
            "Who reads? Set one of PAPI_MIRROR_TOKEN, PAPI_MIRROR_USER with PAPI_MIRROR_PASSWORD, PAPI_MIRROR_CLIENT_ID with "
            "PAPI_MIRROR_CLIENT_SECRET (or the same with _FILE)."
        )
    return Credentials(*ways[0], *ways[1], *ways[2])


def _secret(name: str) -> str | None:
    file = os.environ.get(f"PAPI_MIRROR_{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(f"PAPI_MIRROR_{name}") or None


def _refused(why: str) -> typer.Exit:
    typer.echo(f"papi: {why}", err=True)
    return typer.Exit(3)
