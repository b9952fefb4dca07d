"""What the browser is given and asked for when somebody signs in: cookies, its origin, a connection that nobody reads along."""

from urllib.parse import urlsplit

from fastapi import Request, Response

from papi.access.sessions import Device
from papi.access.tokens import LIFETIME
from papi.accounts.actions.entering import Granted
from papi.accounts.errors import OriginRefused, TransportRefused
from papi.kit.lists import json_bytes
from papi.settings import Settings

SPA, SCRIPT = "papi-spa", "papi-script"
_PATH = "/api/v1/auth"
_LASTS = 7 * 24 * 3600
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def require_safe_transport(request: Request, settings: Settings) -> None:
    """Passwords and tokens travel over https; over plain http only within this machine."""
    within = settings.is_loopback and request.url.hostname in _LOOPBACK
    if request.url.scheme != "https" and not within:
        raise TransportRefused


def require_origin(request: Request, settings: Settings) -> None:
    """The browser's calls come from our own pages alone."""
    ours = urlsplit(settings.issuer)
    allowed = {f"{ours.scheme}://{ours.netloc}"}
    if settings.is_loopback and ours.port:
        allowed |= {f"{ours.scheme}://{host}:{ours.port}" for host in ("127.0.0.1", "localhost", "[::1]")}
    if request.headers.get("origin") not in allowed:
        raise OriginRefused


def device_of(request: Request, client: str) -> Device:
    address = request.client.host if request.client else None
    return Device(client, address, request.headers.get("user-agent"), request.scope.get("state", {}).get("request_id"))


def cookie_name(settings: Settings, name: str = "papi_refresh") -> str:
    return f"__Secure-{name}" if settings.issuer.startswith("https://") else name


def forget(settings: Settings) -> str:
    """The header that takes the cookie away."""
    response = Response()
    name = cookie_name(settings)
    response.delete_cookie(name, path=_PATH, secure=name.startswith("__Secure-"), httponly=True, samesite="strict")
    return response.headers["set-cookie"]


def keep(response: Response, settings: Settings, refresh_token: str) -> None:
    """Give the browser its refresh token, where no script reads it."""
    name = cookie_name(settings)
    secure = name.startswith("__Secure-")
    response.set_cookie(name, refresh_token, max_age=_LASTS, path=_PATH, secure=secure, httponly=True, samesite="strict")


def answer(settings: Settings, client: str, granted: Granted) -> Response:
    """The tokens as RFC 6749 wants them."""
    body = {
        "access_token": granted.access_token,
        "token_type": "Bearer",
        "expires_in": int(LIFETIME.total_seconds()),
        "refresh_token": granted.refresh_token if client == SCRIPT else None,
        "scope": "papi",
    }
    response = json_bytes(body)
    response.headers["Cache-Control"] = "no-store"
    if client == SPA:
        keep(response, settings, granted.refresh_token)
    return response
