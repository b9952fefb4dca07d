"""Who calls: a person's access token, a person's password, or an API client's secret. Each goes with httpx, sync and async."""

import time
from collections.abc import Generator
from dataclasses import dataclass, field

import httpx

_TOKENS = "/api/v1/auth/token"
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
    """Tokens that the server grants for a while; a new one is fetched before the old one ends, and once when it is refused."""

    _token: str = field(default="", init=False, repr=False)
    _ends: float = field(default=0.0, init=False, repr=False)

    requires_response_body = True

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """The request with a token; asked for anew where there is none that lasts, or where the server refuses it."""
        for last in (False, True):
            if self._ends - _EARLY < time.monotonic():
                refused = self._keep((yield self._grant(request.url)))
                if refused:
                    return
            request.headers["Authorization"] = f"Bearer {self._token}"
            answer = yield request
            if last or answer.status_code != 401:
                return
            self._ends = 0.0

    def _keep(self, answer: httpx.Response) -> bool:
        """Keep what was granted; whether nothing was, so that the caller gets the refusal of the grant as the answer."""
        if answer.is_error:
            return True
        granted = answer.json()
        self._token, self._ends = granted["access_token"], time.monotonic() + float(granted["expires_in"])
        return False

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
