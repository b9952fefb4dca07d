from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Form, Request, Response
from pydantic import BaseModel, Field

from papi.access.sessions import Device, GrantInvalid, revoke_by_token
from papi.access.tokens import LIFETIME, Issuer
from papi.accounts.actions.passwords import reset_password as set_with_code
from papi.accounts.actions.signing_in import Credentials, Granted, go_on, sign_in
from papi.accounts.errors import ClientUnknown, GrantUnsupported, OriginRefused, RequestInvalid
from papi.accounts.schemas import PasswordResetUse, TokenRead
from papi.kit.db import database_of
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router
from papi.settings import Settings

router = api_router("identity")

SPA, SCRIPT = "papi-spa", "papi-script"
_COOKIE_PATH = "/api/v1/auth"
_COOKIE_LASTS = 7 * 24 * 3600
Text = Annotated[str | None, Form(max_length=2000)]


class Grant(BaseModel):
    """The form of RFC 6749. Unknown parameters are ignored, as section 3.2 wants."""

    grant_type: str | None = Field(default=None, max_length=100)
    username: str | None = Field(default=None, max_length=200)
    password: str | None = Field(default=None, max_length=1000)
    refresh_token: str | None = Field(default=None, max_length=200)
    client_id: str | None = Field(default=None, max_length=100)
    membership: UUID | None = None
    totp: str | None = Field(default=None, max_length=10)


def _settings(request: Request) -> Settings:
    return request.app.state.settings


def _cookie_name(settings: Settings) -> str:
    return "papi_refresh" if settings.is_loopback and settings.issuer.startswith("http://") else "__Secure-papi_refresh"


@router.post("/auth/token", response_model=TokenRead)
async def create_token(request: Request, given: Annotated[Grant, Form()]) -> Response:
    """Sign in or go on (RFC 6749, form): `password` with `username` and `password`, or `refresh_token`.

    `client_id` absent means `papi-script`: the refresh token is in the body. `papi-spa` gets it as a cookie only, from an allowed origin.
    `membership` chooses in which membership to act; on a refresh it switches. Refusals are `error: invalid_grant` … with the problem's
    members beside; 429 after five failures.
    """
    client = given.client_id or SCRIPT
    if client not in {SPA, SCRIPT}:
        raise ClientUnknown
    settings = _settings(request)
    if client == SPA:
        _require_origin(request, settings)
    if given.grant_type == "password":
        if not given.username or not given.password:
            raise RequestInvalid
        credentials = Credentials(given.username, given.password, given.membership, _device(request, client))
        granted = await sign_in(database_of(request), request.app.state.issuer, credentials)
        return _answer(settings, client, granted)
    if given.grant_type == "refresh_token":
        token = request.cookies.get(_cookie_name(settings)) if client == SPA else given.refresh_token
        return await _refresh(request, client, token, given.membership)
    raise GrantUnsupported


async def _refresh(request: Request, client: str, token: str | None, membership: UUID | None) -> Response:
    if not token:
        raise GrantInvalid
    issuer: Issuer = request.app.state.issuer
    async with database_of(request).writing() as session:
        granted, holder = await go_on(session, issuer, token, membership)
        if holder != client:
            raise GrantInvalid
    return _answer(_settings(request), client, granted)


def _require_origin(request: Request, settings: Settings) -> None:
    """The browser's calls come from our own pages alone; over plain http only on this machine."""
    origin = request.headers.get("origin")
    allowed = {settings.issuer, f"{urlsplit(settings.issuer).scheme}://{urlsplit(settings.issuer).netloc}"}
    if settings.is_loopback:
        port = urlsplit(settings.issuer).port or 80
        allowed |= {f"http://{host}:{port}" for host in ("127.0.0.1", "localhost")}
    if origin not in allowed or (origin.startswith("http://") and not settings.is_loopback):
        raise OriginRefused


def _device(request: Request, client: str) -> Device:
    return Device(client, request.client.host if request.client else None, request.headers.get("user-agent"))


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


@router.post("/auth/revoke", status_code=200)
async def revoke_token(request: Request, token: Text = None) -> Response:
    """End a session by its refresh token (RFC 7009): that of the form, else the browser's cookie. Unknown tokens are no error."""
    settings = _settings(request)
    name = _cookie_name(settings)
    held = token or request.cookies.get(name)
    if not token and held:
        _require_origin(request, settings)
    if held:
        async with database_of(request).writing() as session:
            await revoke_by_token(session, held)
    response = json_bytes({})
    response.delete_cookie(name, path=_COOKIE_PATH, secure=name.startswith("__Secure-"), httponly=True, samesite="strict")
    return response


@router.post("/auth/password-reset", status_code=204)
async def reset_password(request: Request, given: PasswordResetUse) -> Response:
    """Set a new password with a one-time code of the administrator; all sessions of the account end."""
    await set_with_code(database_of(request), given, request.client.host if request.client else None)
    return Response(status_code=204)
