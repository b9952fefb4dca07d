from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Form, Request, Response
from pydantic import BaseModel, Field

from papi.access.sessions import Device, GrantInvalid
from papi.access.tokens import LIFETIME
from papi.accounts.actions.passwords import reset_password as set_with_code
from papi.accounts.actions.signing_in import Credentials, Granted, go_on, sign_in, sign_out
from papi.accounts.errors import ClientUnknown, GrantUnsupported, OriginRefused, RequestInvalid, TransportRefused
from papi.accounts.schemas import PasswordResetUse, TokenRead
from papi.kit.db import database_of
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router, clean_text
from papi.settings import Settings

router = api_router("identity")

SPA, SCRIPT = "papi-spa", "papi-script"
_COOKIE_PATH = "/api/v1/auth"
_COOKIE_LASTS = 7 * 24 * 3600
_LONGEST_PARAMETER = 4096
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Grant(BaseModel):
    """The form of RFC 6749. Unknown parameters are ignored, as section 3.2 wants."""

    grant_type: str = Field(default="", description="`password` or `refresh_token`")
    username: str = ""
    password: str = ""
    refresh_token: str = ""
    client_id: str = Field(default="", description="`papi-spa`, or `papi-script` if absent")
    membership: str = Field(default="", description="Id of the membership to act in")
    totp: str = Field(default="", description="One-time code of the second factor, where the account has one")


class RevocationRequest(BaseModel):
    """The form of RFC 7009."""

    token: str = ""
    token_type_hint: str = ""
    client_id: str = ""


@router.post("/auth/token", response_model=TokenRead)
async def create_token(request: Request, given: Annotated[Grant, Form()]) -> Response:
    """Sign in or go on (RFC 6749, form): `password` with `username` and `password`, or `refresh_token`.

    `client_id` absent means `papi-script`: the refresh token is in the body. `papi-spa` gets it as a cookie only, from an allowed origin.
    `membership` chooses in which membership to act; on a refresh it switches. Refusals are 400 with `error: invalid_grant` … and the
    problem's members beside; 429 with Retry-After after five failures.
    """
    await _require_well_formed(request)
    client = given.client_id or SCRIPT
    if client not in {SPA, SCRIPT}:
        raise ClientUnknown
    settings: Settings = request.app.state.settings
    _require_safe_transport(request, settings)
    if client == SPA:
        _require_origin(request, settings)
    if given.grant_type == "password":
        return await _sign_in(request, given, _device(request, client))
    if given.grant_type == "refresh_token":
        return await _refresh(request, given, _device(request, client))
    raise GrantUnsupported if given.grant_type else RequestInvalid


async def _require_well_formed(request: Request) -> None:
    """Each parameter once (RFC 6749, 3.2), of a sensible length, without characters that cannot be stored."""
    form = await request.form()
    parameters = form.multi_items()
    if len(parameters) != len({name for name, _ in parameters}):
        raise RequestInvalid
    for name, value in parameters:
        if not isinstance(value, str) or len(value) > _LONGEST_PARAMETER or (name != "password" and not _is_storable(value)):
            raise RequestInvalid


def _is_storable(value: str) -> bool:
    try:
        clean_text(value)
    except ValueError:
        return False
    return True


def _require_safe_transport(request: Request, settings: Settings) -> None:
    """Passwords and tokens travel over https; over plain http only within this machine."""
    within = settings.is_loopback and request.url.hostname in _LOOPBACK
    if request.url.scheme != "https" and not within:
        raise TransportRefused


def _require_origin(request: Request, settings: Settings) -> None:
    """The browser's calls come from our own pages alone."""
    ours = urlsplit(settings.issuer)
    allowed = {f"{ours.scheme}://{ours.netloc}"}
    if settings.is_loopback and ours.port:
        allowed |= {f"{ours.scheme}://{host}:{ours.port}" for host in ("127.0.0.1", "localhost", "[::1]")}
    if request.headers.get("origin") not in allowed:
        raise OriginRefused


def _device(request: Request, client: str) -> Device:
    address = request.client.host if request.client else None
    return Device(client, address, request.headers.get("user-agent"), request.scope.get("state", {}).get("request_id"))


async def _sign_in(request: Request, given: Grant, device: Device) -> Response:
    if not given.username or not given.password:
        raise RequestInvalid
    credentials = Credentials(clean_text(given.username), given.password, _membership(given), device)
    granted = await sign_in(database_of(request), request.app.state.issuer, credentials)
    return _answer(request.app.state.settings, device.client_id, granted)


def _membership(given: Grant) -> UUID | None:
    try:
        return UUID(given.membership) if given.membership else None
    except ValueError:
        raise RequestInvalid from None


async def _refresh(request: Request, given: Grant, device: Device) -> Response:
    settings: Settings = request.app.state.settings
    name = _cookie_name(settings)
    token = request.cookies.get(name) if device.client_id == SPA else given.refresh_token
    if not token and device.client_id == SCRIPT:
        raise RequestInvalid
    try:
        if not token:
            raise GrantInvalid
        async with database_of(request).writing() as session:
            granted = await go_on(session, request.app.state.issuer, token, _membership(given), device)
    except GrantInvalid as refusal:
        if device.client_id == SPA:
            refusal.headers["Set-Cookie"] = _forget(settings)
        raise
    return _answer(settings, device.client_id, granted)


def _cookie_name(settings: Settings) -> str:
    return "__Secure-papi_refresh" if settings.issuer.startswith("https://") else "papi_refresh"


def _forget(settings: Settings) -> str:
    """The header that takes the cookie away."""
    response = Response()
    name = _cookie_name(settings)
    response.delete_cookie(name, path=_COOKIE_PATH, secure=name.startswith("__Secure-"), httponly=True, samesite="strict")
    return response.headers["set-cookie"]


def _answer(settings: Settings, client: str, granted: Granted) -> Response:
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
        name = _cookie_name(settings)
        response.set_cookie(
            name,
            granted.refresh_token,
            max_age=_COOKIE_LASTS,
            path=_COOKIE_PATH,
            secure=name.startswith("__Secure-"),
            httponly=True,
            samesite="strict",
        )
    return response


@router.post("/auth/revoke", status_code=200, response_class=Response)
async def revoke_token(request: Request, given: Annotated[RevocationRequest, Form()]) -> Response:
    """End a session by its refresh or access token (RFC 7009): that of the form, else the browser's cookie.

    A token that is unknown, or whose session has ended, is no error.
    """
    await _require_well_formed(request)
    settings: Settings = request.app.state.settings
    cookie = request.cookies.get(_cookie_name(settings))
    if not given.token and cookie:
        _require_origin(request, settings)
    if held := given.token or cookie:
        async with database_of(request).writing() as session:
            await sign_out(session, request.app.state.issuer, held, _device(request, given.client_id or SCRIPT))
    return Response(status_code=200, headers={"Set-Cookie": _forget(settings)})


@router.post("/auth/password-reset", status_code=204)
async def reset_password(request: Request, given: PasswordResetUse) -> Response:
    """Set a new password with a one-time code of the administrator; all sessions of the account end."""
    _require_safe_transport(request, request.app.state.settings)
    await set_with_code(database_of(request), given, _device(request, SCRIPT))
    return Response(status_code=204)
