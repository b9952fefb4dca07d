"""The identity provider of the province or the city (OpenID Connect, authorization code with PKCE), as far as it is asked over the network.

Nothing is asked but the issuer's own endpoints, without redirects, for a few seconds, and of an answer only the first part is read.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.common.security import generate_token
from authlib.oauth2 import rfc7636
from authlib.oauth2.auth import ClientAuth

from papi.access.id_tokens import Expected, IdTokenInvalid, KeyUnknown, judge, read_keys
from papi.kit.errors import Refusal

_PATIENCE = 8.0
_MOST_BYTES = 1 << 20
_KNOWN_FOR = 3600.0
_KEYS_AGAIN_AFTER = 60.0
_SILENT_FOR = 5.0
"""So long a provider that did not answer is not asked again: those who come meanwhile would wait in turn for nothing."""
_token = cast(Any, generate_token)
_challenge = cast(Any, rfc7636).create_s256_code_challenge
_Auth = cast(Any, ClientAuth)


class ProviderSilent(Refusal):
    status = 503
    code = "sso_unavailable"
    vi = "Hệ thống tài khoản không trả lời. Đăng nhập bằng mật khẩu, hoặc thử lại sau ít phút."
    en = "The identity provider does not answer. Sign in by password, or try again in a few minutes."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "60"})


@dataclass(frozen=True)
class Client:
    """How the installation is known to its provider. `second_factor` are values of `amr` or `acr` that count as one."""

    issuer: str
    client_id: str
    secret: str
    scopes: str
    redirect_uri: str
    second_factor: frozenset[str]


@dataclass(frozen=True)
class Question:
    """What is kept of a question until its answer comes."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class _Known:
    metadata: Mapping[str, Any]
    keys: Mapping[str, Any]
    until: float


class IdentityProvider:
    """Asks, and judges what is answered. What it publishes is kept for an hour; its keys are fetched anew when one is unknown."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._known: _Known | None = None
        self._keys_fetched_again = float("-inf")
        self._silent_until = float("-inf")
        self._lock = asyncio.Lock()

    async def ask(self) -> tuple[Question, str]:
        """A new question, and the address to which the browser takes it."""
        known = await self._published()
        question = Question(_token(43), _token(43), _token(64))
        parameters = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uri,
            "scope": self.client.scopes,
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": _challenge(question.verifier),
            "code_challenge_method": "S256",
        }
        return question, _with_query(self._for_browser(known.metadata, "authorization_endpoint"), parameters)

    async def answer(self, code: str, issuer: str | None, question: Question, needed: str) -> dict[str, Any]:
        """Who the person is, as the provider says in exchange for the code; asked beside it if the claim that is needed is not there."""
        known = await self._published()
        says_issuer = known.metadata.get("authorization_response_iss_parameter_supported") is True
        if (issuer is None and says_issuer) or (issuer is not None and issuer != self.client.issuer):
            raise IdTokenInvalid  # the answer of another provider (RFC 9207)
        tokens = await self._redeem(known.metadata, code, question.verifier)
        claims = await self._judged(tokens, question.nonce)
        return claims if needed in claims else {**await self._more(known.metadata, tokens, claims), **claims}

    def proves_second_factor(self, claims: Mapping[str, Any]) -> bool:
        """Whether the provider asked for more than a password, as the setting counts it."""
        amr = claims.get("amr")
        said = {str(one) for one in cast(list[Any], amr)} if isinstance(amr, list) else set[str]()
        return not self.client.second_factor.isdisjoint(said | {str(claims.get("acr"))})

    async def address_of_leaving(self, back: str) -> str | None:
        """Where the browser ends the session at the provider itself, if that can be done."""
        metadata = (await self._published()).metadata
        if not metadata.get("end_session_endpoint"):
            return None
        parameters = {"client_id": self.client.client_id, "post_logout_redirect_uri": back}
        return _with_query(self._for_browser(metadata, "end_session_endpoint"), parameters)

    async def _judged(self, tokens: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        text, access_token = tokens.get("id_token"), str(tokens.get("access_token", ""))
        if not isinstance(text, str):
            raise IdTokenInvalid
        expected = Expected(self.client.issuer, self.client.client_id, nonce, access_token)
        try:
            return judge(text, (await self._published()).keys, expected)
        except KeyUnknown:
            await self._fetch_keys_again()
            return judge(text, (await self._published()).keys, expected)

    async def _redeem(self, metadata: Mapping[str, Any], code: str, verifier: str) -> Mapping[str, Any]:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.client.redirect_uri, "code_verifier": verifier}
        url, ways = str(metadata.get("token_endpoint")), metadata.get("token_endpoint_auth_methods_supported")
        posted = isinstance(ways, list) and "client_secret_basic" not in ways and "client_secret_post" in ways
        auth = _Auth(self.client.client_id, self.client.secret, "client_secret_post" if posted else "client_secret_basic")
        _, headers, body = auth.prepare("POST", url, {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(form))
        answer = await self._fetch("POST", url, headers=dict(headers), content=body)
        if not isinstance(answer, dict):
            raise IdTokenInvalid
        return cast(dict[str, Any], answer)

    async def _more(self, metadata: Mapping[str, Any], tokens: Mapping[str, Any], claims: Mapping[str, Any]) -> dict[str, Any]:
        """What the provider tells of the person beside the ID token."""
        if not metadata.get("userinfo_endpoint"):
            return {}
        headers = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
        answer = await self._fetch("GET", str(metadata["userinfo_endpoint"]), headers=headers)
        if not isinstance(answer, dict) or cast(Any, answer).get("sub") != claims["sub"]:
            raise IdTokenInvalid  # of somebody else (OpenID Connect Core, 5.3.2)
        return cast(dict[str, Any], answer)

    async def _published(self) -> _Known:
        async with self._lock:
            if self._known is None or self._known.until < time.monotonic():
                if time.monotonic() < self._silent_until:
                    raise ProviderSilent
                try:
                    self._known = await self._discovered()
                except Refusal:
                    self._silent_until = time.monotonic() + _SILENT_FOR
                    raise ProviderSilent from None
            return self._known

    async def _discovered(self) -> _Known:
        metadata = await self._fetch("GET", f"{self.client.issuer.rstrip('/')}/.well-known/openid-configuration")
        if not isinstance(metadata, dict) or cast(Any, metadata).get("issuer") != self.client.issuer:
            raise ProviderSilent
        found = cast(dict[str, Any], metadata)
        return _Known(found, await self._keys(found), time.monotonic() + _KNOWN_FOR)

    async def _keys(self, metadata: Mapping[str, Any]) -> Mapping[str, Any]:
        return read_keys(await self._fetch("GET", str(metadata.get("jwks_uri"))))

    async def _fetch_keys_again(self) -> None:
        """Once a minute at most, so that nobody makes us ask for keys with tokens that name none."""
        async with self._lock:
            if self._known is None or time.monotonic() - self._keys_fetched_again < _KEYS_AGAIN_AFTER:
                return
            self._keys_fetched_again = time.monotonic()
            self._known = _Known(self._known.metadata, await self._keys(self._known.metadata), self._known.until)

    def _for_browser(self, metadata: Mapping[str, Any], name: str) -> str:
        """An address of the provider to which a browser is sent."""
        url = str(metadata.get(name))
        if urlsplit(url).scheme != urlsplit(self.client.issuer).scheme:
            raise ProviderSilent
        return url

    async def _fetch(self, method: str, url: str, **options: Any) -> Any:
        """The JSON that one of the issuer's own endpoints answers."""
        ours, asked = urlsplit(self.client.issuer), urlsplit(url)
        if (asked.scheme, asked.netloc) != (ours.scheme, ours.netloc):
            raise ProviderSilent
        body = bytearray()
        try:
            async with (
                asyncio.timeout(_PATIENCE),
                httpx.AsyncClient(timeout=_PATIENCE, follow_redirects=False, trust_env=False) as client,
                client.stream(method, url, **options) as answer,
            ):
                async for piece in answer.aiter_bytes():
                    body += piece
                    if len(body) > _MOST_BYTES:
                        raise ProviderSilent
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError):
            raise ProviderSilent from None
        return _json_of(answer, bytes(body))


def _json_of(answer: httpx.Response, body: bytes) -> Any:
    if answer.status_code in {400, 401, 403}:
        raise IdTokenInvalid  # the code was used, is not ours, or has ended
    if answer.status_code != 200:
        raise ProviderSilent
    try:
        return httpx.Response(200, content=body).json()
    except ValueError:
        raise ProviderSilent from None


def _with_query(url: str, parameters: Mapping[str, str]) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(parameters)}"
