from typing import Annotated
from uuid import UUID

from fastapi import Form, Request, Response
from pydantic import BaseModel, Field

from papi.access.sessions import Device, GrantInvalid
from papi.accounts.actions.passwords import reset_password as set_with_code
from papi.accounts.actions.signing_in import Credentials, go_on, sign_in, sign_out
from papi.accounts.errors import ClientSignsIn, ClientUnknown, GrantUnsupported, RequestInvalid
from papi.accounts.routes.browsers import SCRIPT, SPA, answer, cookie_name, device_of, forget, require_origin, require_safe_transport
from papi.accounts.routes.granting import grant
from papi.accounts.schemas import PasswordResetUse, TokenRead
from papi.kit.db import database_of
from papi.kit.transport import api_router, clean_text
from papi.settings import Settings

router = api_router("identity")

_LONGEST_PARAMETER = 4096


class Grant(BaseModel):
    """The form of RFC 6749. Unknown parameters are ignored, as section 3.2 wants."""

    grant_type: str = Field(default="", description="`password`, `refresh_token` or `client_credentials`")
    username: str = ""
    password: str = ""
    refresh_token: str = ""
    client_id: str = Field(default="", description="`papi-spa`, or `papi-script` if absent; the id of another system")
    membership: str = Field(default="", description="Id of the membership to act in")
    client_secret: str = Field(default="", description="Of another system, unless it comes by HTTP Basic")
    client_assertion_type: str = ""
    client_assertion: str = Field(default="", description="What another system signs instead of a secret (RFC 7523)")
    scope: str = Field(default="", description="Of another system: those of its scopes that the token is to have; all if absent")
    totp: str = Field(default="", description="Code of the second factor, or a recovery code, where the account has one")


class RevocationRequest(BaseModel):
    """The form of RFC 7009."""

    token: str = ""
    token_type_hint: str = ""
    client_id: str = ""


@router.post("/auth/token", response_model=TokenRead)
async def create_token(request: Request, given: Annotated[Grant, Form()]) -> Response:
    """Sign in or go on (RFC 6749, form): `password` with `username` and `password`, or `refresh_token`; another system by
    `client_credentials`.

    `client_id` absent means `papi-script`: the refresh token is in the body. `papi-spa` gets it as a cookie only, from an allowed origin.
    `membership` chooses in which membership to act; on a refresh it switches. Refusals are 400 with `error: invalid_grant` … and the
    problem's members beside; 429 with Retry-After after five failures. An account with a second factor answers `totp_required` while `totp`
    is absent: ask for the code and send all of it again.

    Another system shows who it is by `client_secret_basic`, `client_secret_post` or `private_key_jwt`, in one way at a time, and gets a
    token without refresh token, unit and role; 401 `invalid_client`, 400 `invalid_scope`.
    """
    await _require_well_formed(request)
    if given.grant_type == "client_credentials":
        return await grant(request, given.model_dump())
    if given.grant_type not in {"password", "refresh_token"}:
        raise GrantUnsupported if given.grant_type else RequestInvalid
    if _is_of_client(request, given):
        raise ClientSignsIn
    client = given.client_id or SCRIPT
    if client not in {SPA, SCRIPT}:
        raise ClientUnknown
    settings: Settings = request.app.state.settings
    require_safe_transport(request, settings)
    if client == SPA:
        require_origin(request, settings)
    if given.grant_type == "password":
        return await _sign_in(request, given, device_of(request, client))
    return await _refresh(request, given, device_of(request, client))


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


def _is_of_client(request: Request, given: Grant) -> bool:
    """Whether a registered client asks, whose ids are UUIDs: people's passwords are not for it. A bearer token says nothing here: scripts
    send the one that they had along."""
    is_basic = request.headers.get("authorization", "").lower().startswith("basic ")
    return is_basic or bool(given.client_assertion or given.client_secret) or _is_id(given.client_id)


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


async def _sign_in(request: Request, given: Grant, device: Device) -> Response:
    if not given.username or not given.password:
        raise RequestInvalid
    credentials = Credentials(clean_text(given.username), given.password, _membership(given), device, given.totp)
    granted = await sign_in(database_of(request), request.app.state.entrance, credentials)
    return answer(request.app.state.settings, device.client_id, granted)


def _membership(given: Grant) -> UUID | None:
    try:
        return UUID(given.membership) if given.membership else None
    except ValueError:
        raise RequestInvalid from None


async def _refresh(request: Request, given: Grant, device: Device) -> Response:
    settings: Settings = request.app.state.settings
    name = cookie_name(settings)
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
            refusal.headers["Set-Cookie"] = forget(settings)
        raise
    return answer(settings, device.client_id, granted)


@router.post("/auth/revoke", status_code=200, response_class=Response)
async def revoke_token(request: Request, given: Annotated[RevocationRequest, Form()]) -> Response:
    """End a session by its refresh or access token (RFC 7009), or a personal token by itself: that of the form, else the browser's cookie.

    A token that is unknown, or whose session has ended, is no error.
    """
    await _require_well_formed(request)
    settings: Settings = request.app.state.settings
    cookie = request.cookies.get(cookie_name(settings))
    if not given.token and cookie:
        require_origin(request, settings)
    if held := given.token or cookie:
        async with database_of(request).writing() as session:
            await sign_out(session, request.app.state.issuer, held, device_of(request, given.client_id or SCRIPT))
    return Response(status_code=200, headers={"Set-Cookie": forget(settings)})


@router.post("/auth/password-reset", status_code=204)
async def reset_password(request: Request, given: PasswordResetUse) -> Response:
    """Set a new password with a one-time code of the administrator; all sessions of the account end."""
    require_safe_transport(request, request.app.state.settings)
    await set_with_code(database_of(request), given, device_of(request, SCRIPT))
    return Response(status_code=204)
