"""How an installation is reached: its address alone, over TLS, with time limits, through the proxy of the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.request import getproxies, proxy_bypass
from uuid import uuid4

import httpx

from papi_client.refusals import require_success
from papi_client.trying import Patience

SPOKEN = httpx.Timeout(30, read=60)
FILES = httpx.Timeout(30, read=600)  # an archive may be drawn for minutes before its first byte
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Manner:
    """How a connection behaves: the `language` of words, how many `retries`, the `longest` wait in seconds that a server may ask for
    (beyond it the refusal is raised, with `retry_after`), and whether `plain_http` is taken to other machines, where passwords can be
    read on the way."""

    language: str = "vi"
    retries: int = 5
    longest: float = 120
    plain_http: bool = False

    @property
    def patience(self) -> Patience:
        return Patience(self.retries, self.longest)


def options(url: str, auth: httpx.Auth, manner: Manner) -> Mapping[str, Any]:
    """What both kinds of client are made with."""
    base = httpx.URL(url.rstrip("/"))
    if not base.host or base.scheme not in ("https", "http"):
        raise ValueError(f"{url} is no address of an installation, such as https://papi.example.vn")
    if base.scheme == "http" and base.host not in _LOOPBACK and not manner.plain_http:
        raise ValueError(f"{url} is not encrypted: what is sent can be read on the way. Use https.")
    headers = {"Accept-Language": manner.language, "User-Agent": "papi-client/1"}
    return {"base_url": base, "auth": auth, "headers": headers, "timeout": SPOKEN}


def proxy_for(url: str) -> str | None:
    """The proxy of the environment for this address; none for this machine."""
    parsed = httpx.URL(url)
    return None if parsed.host in _LOOPBACK or proxy_bypass(parsed.host) else getproxies().get(parsed.scheme)


class Leaving:
    """Looks at each request before it leaves: never to another house, for it bears a secret; and each POST with a key of its own."""

    def __init__(self, base: httpx.URL) -> None:
        self._home = (base.scheme, base.host, base.port)

    def __call__(self, request: httpx.Request) -> None:
        url = request.url
        if (url.scheme, url.host, url.port) != self._home:
            raise ValueError(
                f"This connection is to {self._home[0]}://{self._home[1]} alone; {url.scheme}://{url.host} gets no token of it."
            )
        if request.method == "POST":
            request.headers.setdefault("Idempotency-Key", str(uuid4()))

    async def wait(self, request: httpx.Request) -> None:
        """The same for asyncio."""
        self(request)


def arrived(response: httpx.Response) -> None:
    """Raise `Refused` before generated code looks for the API's own shape in an answer that is another's."""
    if response.is_error:
        response.read()
        require_success(response)


async def arrived_async(response: httpx.Response) -> None:
    """The same for asyncio."""
    if response.is_error:
        await response.aread()
        require_success(response)
