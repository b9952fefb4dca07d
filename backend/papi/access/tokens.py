"""Access tokens: JWTs by RFC 9068, signed ES256. The one place that touches python-jose.

The library accepts too much on its own (no `aud`, no `exp`, unknown `crit`, any `typ`), so the header is checked before a key is
touched, and every claim is demanded.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from jose import jwt
from jose.exceptions import JOSEError

from papi.access.keys import Keys
from papi.kit import clock
from papi.kit.errors import Forbidden, TokenRefused
from papi.kit.types import new_id

AUDIENCE = "papi-api"
LIFETIME = timedelta(minutes=15)
_ALGORITHM = "ES256"
_HEADER_NAMES = {"alg", "typ", "kid"}
_SKEW_SECONDS = 30
CLIENT_SUBJECT = "client:"
_OPTIONS = {f"require_{claim}": True for claim in ("aud", "iss", "exp", "iat", "sub", "jti")}
_MAX_LENGTH = 4096
_REMEMBERED = 1000


class TokenInvalid(TokenRefused):
    code = "token_invalid"
    vi = "Phiên làm việc không hợp lệ. Đăng nhập lại."
    en = "The session is not valid. Sign in again."


class TokenExpired(TokenRefused):
    code = "token_expired"
    vi = "Phiên làm việc đã hết. Đăng nhập lại để tiếp tục; nội dung đã nhập vẫn còn."
    en = "The session has ended. Sign in again to go on; what you typed is still there."


class PersonNeeded(Forbidden):
    code = "person_needed"
    vi = "Việc này chỉ người đăng nhập mới thực hiện được, mã của hệ thống kết nối không dùng được ở đây."
    en = "Only a person who is signed in may do this; the token of a connected system does not serve here."


@dataclass(frozen=True)
class TokenClaims:
    """What a verified token of a person says."""

    person_id: UUID
    session_id: UUID
    membership_id: UUID


@dataclass(frozen=True)
class ClientClaims:
    """What a verified token of another system says. `generation` is the client's when it was issued."""

    client_id: UUID
    generation: int
    scopes: frozenset[str]


@dataclass(frozen=True)
class Issuer:
    """Issues and verifies this installation's tokens."""

    keys: Keys
    url: str
    _genuine: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]], init=False, repr=False, compare=False)

    def issue(self, claims: TokenClaims, *, client_id: str, unit: str, role: str) -> str:
        """A token of 15 minutes for one membership. `unit` is the unit's code."""
        named = {
            "sub": str(claims.person_id),
            "client_id": client_id,
            "sid": str(claims.session_id),
            "membership": str(claims.membership_id),
        }
        return self._sign({**named, "unit": unit, "role": role, "scope": "papi"})

    def issue_to_client(self, claims: ClientClaims) -> str:
        """A token of 15 minutes for another system: its subject is in a namespace of its own, and it has neither unit nor role."""
        named = {"sub": f"{CLIENT_SUBJECT}{claims.client_id}", "client_id": str(claims.client_id), "generation": claims.generation}
        return self._sign({**named, "scope": " ".join(sorted(claims.scopes))})

    def _sign(self, claims: dict[str, Any]) -> str:
        now = int(clock.real().timestamp())
        key = self.keys.tokens[0]
        times = {"iat": now, "exp": now + int(LIFETIME.total_seconds())}
        payload = {"iss": self.url, "aud": AUDIENCE, "jti": str(new_id()), **claims, **times}
        return jwt.encode(payload, key.private_pem, _ALGORITHM, headers={"typ": "at+jwt", "kid": key.kid})

    def verify(self, token: str) -> TokenClaims:
        """The claims of a person's genuine, current token. Refuses that of another system with 403, every other with 401."""
        claims = self.read(token)
        if isinstance(claims, ClientClaims):
            raise PersonNeeded
        return claims

    def read(self, token: str) -> TokenClaims | ClientClaims:
        """The claims of a genuine, current token; refuses every other with 401."""
        payload = self._genuine.get(token) or self._remembered(token)
        now = clock.real().timestamp()
        if not (now - LIFETIME.total_seconds() - _SKEW_SECONDS <= payload["iat"] <= now + _SKEW_SECONDS):
            raise TokenExpired if payload["iat"] <= now else TokenInvalid
        if payload["exp"] <= now:
            raise TokenExpired
        if payload["exp"] - payload["iat"] > LIFETIME.total_seconds():
            raise TokenInvalid
        try:
            return _claims_of(payload)
        except (KeyError, ValueError, AttributeError, TypeError):
            raise TokenInvalid from None

    def _remembered(self, token: str) -> dict[str, Any]:
        """The payload, kept with its token: a signature that was good stays good, all else is judged anew each time."""
        payload = self._payload(token)
        if len(self._genuine) >= _REMEMBERED:
            self._genuine.clear()
        self._genuine[token] = payload
        return payload

    def _payload(self, token: str) -> dict[str, Any]:
        if len(token) > _MAX_LENGTH:
            raise TokenInvalid
        try:
            header = jwt.get_unverified_header(token)
            key = self.keys.token_key(str(header.get("kid")))
            known = header.get("alg") == _ALGORITHM and header.get("typ") == "at+jwt" and set(header) == _HEADER_NAMES
            if key is None or not known:
                raise TokenInvalid
            # expiry is judged by our own clock above, which demo and tests can hold still
            options = {**_OPTIONS, "verify_exp": False, "verify_iat": False}
            payload = jwt.decode(token, key.public, algorithms=[_ALGORITHM], audience=AUDIENCE, issuer=self.url, options=options)
        except (JOSEError, ValueError, TypeError):
            raise TokenInvalid from None
        if not all(isinstance(payload.get(claim), int) for claim in ("iat", "exp")):
            raise TokenInvalid
        return payload


def _claims_of(payload: dict[str, Any]) -> TokenClaims | ClientClaims:
    kind, marked, client = payload["sub"].partition(CLIENT_SUBJECT)
    if not marked:
        return TokenClaims(UUID(payload["sub"]), UUID(payload["sid"]), UUID(payload["membership"]))
    if kind or client != payload["client_id"]:
        raise ValueError("the subject is no client")
    return ClientClaims(UUID(client), int(payload["generation"]), frozenset(payload["scope"].split()))
