"""Judging the ID token of an identity provider (OpenID Connect Core, 3.1.3.7), by joserfc and authlib.

Only signatures by a provider's private key count: `none`, and the HMAC algorithms that would take a public key for a shared secret,
are not among those that are looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from authlib.oidc.core import CodeIDToken
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from papi.kit import clock
from papi.kit.errors import Refusal

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_LONGEST = 20_000
_LONGEST_SUBJECT = 255
_SKEW_SECONDS = 60
_decode = cast(Any, jwt.decode)
_import_key = cast(Any, jwk.import_key)
_IdToken = cast(Any, CodeIDToken)


class IdTokenInvalid(Refusal):
    code = "sso_token_invalid"
    vi = "Hệ thống tài khoản trả về thông tin không xác minh được. Đăng nhập lại; nếu vẫn vậy, đề nghị báo quản trị hệ thống."
    en = "What the identity provider answered cannot be verified. Try again; if it stays so, please tell the administrator."


class KeyUnknown(IdTokenInvalid):
    """Perhaps the provider has a new key: whoever holds old ones fetches them anew."""


@dataclass(frozen=True)
class Expected:
    """What a token must say to be the answer to our question."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str


def read_keys(answer: Any) -> dict[str, Any]:
    """The provider's public keys by their ids, of those that can have signed something."""
    given = cast(Any, answer).get("keys") if isinstance(answer, dict) else None
    found: dict[str, Any] = {}
    for one in cast(list[Any], given) if isinstance(given, list) else []:
        if not isinstance(one, dict) or cast(Any, one).get("kty") not in {"RSA", "EC"} or cast(Any, one).get("use") == "enc":
            continue
        try:
            found[str(cast(Any, one).get("kid", ""))] = _import_key(one)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    return found


def judge(token: str, keys: Mapping[str, Any], expected: Expected) -> dict[str, Any]:
    """The claims of a genuine, current token that answers our question; refuses every other."""

    def key_of(guest: Any) -> Any:
        kid = str(guest.headers().get("kid", ""))
        if not kid and len(keys) == 1:
            return next(iter(keys.values()))  # only where there are several must the token say which (OpenID Connect Core, 10.1)
        if kid not in keys:
            raise KeyUnknown
        return keys[kid]

    if len(token) > _LONGEST:
        raise IdTokenInvalid
    try:
        decoded = _decode(token, key_of, algorithms=ALGORITHMS)
        claims = _IdToken(
            decoded.claims,
            decoded.header,
            options={"iss": {"essential": True, "value": expected.issuer}, "aud": {"essential": True, "value": expected.client_id}},
            params={"nonce": expected.nonce, "client_id": expected.client_id, "access_token": expected.access_token},
        )
        claims.validate(now=int(clock.real().timestamp()), leeway=_SKEW_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        raise IdTokenInvalid from None
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise IdTokenInvalid
    return dict(claims)
