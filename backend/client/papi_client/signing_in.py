"""Who calls: a person's access token, a person's password, or an API client's secret. Each goes with httpx, sync and async."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass, field

import httpx

_TOKENS = "/api/v1/auth/token"
_UNAUTHORIZED = 401
_EARLY = 30  # seconds before its end at which a token is not used any more


@dataclass
class AccessToken(httpx.Auth):
    """A personal access token (`papi_pat_…`), or any bearer token that somebody else keeps fresh."""

    token: str = field(repr=False)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


@dataclass
class _Granted(httpx.Auth):
    """Tokens that the server grants for a while. A new one is fetched before the old one ends, and once when it is refused, by one request
    for all who wait for it."""

    _token: str = field(default="", init=False, repr=False)
    _ends: float = field(default=0.0, init=False, repr=False)
    _fetching: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)
    _fetching_async: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        used = ""
        for last in (False, True):
            with self._fetching:
                if self._is_over(used):
                    granted = yield self._grant(request.url)
                    granted.read()
                    if self._is_refused(granted):
                        return
                used = self._signed(request)
            answer = yield request
            if last or answer.status_code != _UNAUTHORIZED:
                return
            answer.read()

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        used = ""
        for last in (False, True):
            async with self._fetching_async:
                if self._is_over(used):
                    granted = yield self._grant(request.url)
                    await granted.aread()
                    if self._is_refused(granted):
                        return
                used = self._signed(request)
            answer = yield request
            if last or answer.status_code != _UNAUTHORIZED:
                return
            await answer.aread()

    def _is_over(self, refused: str) -> bool:
        """Whether a token is to be fetched: none lasts, or it is still the one that was refused; another may have fetched one since."""
        return self._token == refused or self._ends - _EARLY < time.monotonic()

    def _is_refused(self, answer: httpx.Response) -> bool:
        """Keep what was granted; whether nothing was, so that the caller gets the refusal of the grant as the answer."""
        if answer.is_error:
            return True
        granted = answer.json()
        self._token, self._ends = granted["access_token"], time.monotonic() + float(granted["expires_in"])
        return False

    def _signed(self, request: httpx.Request) -> str:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return self._token

    def _grant(self, url: httpx.URL) -> httpx.Request:
        raise NotImplementedError


@dataclass
class ClientCredentials(_Granted):
    """An API client with its secret (RFC 6749, 4.4). `scope`: what of its scopes the token is for, all of them unless given."""

    client_id: str
    secret: str = field(repr=False)
    scope: str = ""

    def _grant(self, url: httpx.URL) -> httpx.Request:
        form = {"grant_type": "client_credentials"} | ({"scope": self.scope} if self.scope else {})
        request = httpx.Request("POST", url.copy_with(raw_path=_TOKENS.encode()), data=form)
        return next(httpx.BasicAuth(self.client_id, self.secret).auth_flow(request))


@dataclass
class Password(_Granted):
    """A person, for scripts that somebody starts by hand. `membership`: the id of the membership to act in, where there are several."""

    username: str
    password: str = field(repr=False)
    membership: str = ""

    def _grant(self, url: httpx.URL) -> httpx.Request:
        form = {"grant_type": "password", "username": self.username, "password": self.password}
        return httpx.Request(
            "POST", url.copy_with(raw_path=_TOKENS.encode()), data=form | ({"membership": self.membership} if self.membership else {})
        )
