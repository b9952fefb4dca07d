from urllib.parse import quote

import structlog
from fastapi import Request, Response

from papi.access.identity_provider import IdentityProvider, ProviderSilent
from papi.accounts.actions.linking import Rule
from papi.accounts.actions.sso import LASTS, Arrival, Way, arrive, begin, finish
from papi.accounts.routes.browsers import SPA, answer, cookie_name, device_of, keep, require_origin, require_safe_transport
from papi.accounts.schemas import SignInOptions, SsoBegin, SsoBegun, SsoCode, SsoOption, TokenRead
from papi.accounts.sso_errors import SsoOff, SsoStateInvalid
from papi.kit.db import database_of
from papi.kit.errors import Refusal
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router
from papi.settings import Settings

router = api_router("identity")
log = structlog.get_logger()

_COOKIE, _PATH = "papi_sso", "/api/v1/auth/oidc"
_LONGEST = 4096


@router.get("/auth/options")
async def get_sign_in_options(request: Request) -> SignInOptions:
    """How one may sign in here, for the sign-in page."""
    settings: Settings = request.app.state.settings
    option = SsoOption(label=settings.oidc_label, label_en=settings.oidc_label_en) if settings.oidc_issuer else None
    return SignInOptions(password=settings.local_sign_in, sso=option)


@router.post("/auth/oidc/start", response_model=SsoBegun)
async def begin_sso(request: Request, given: SsoBegin) -> Response:
    """Begin to sign in by the identity provider: send the browser to `url`. From an allowed origin only.

    503 `sso_unavailable` while the provider does not answer; 404 where none is configured; 429 with Retry-After after a hundred
    from one address that led nowhere.
    """
    settings: Settings = request.app.state.settings
    require_safe_transport(request, settings)
    require_origin(request, settings)
    url, browser = await begin(_way(request), given.next, device_of(request, SPA).address)
    response = json_bytes({"url": url})
    name = cookie_name(settings, _COOKIE)
    # lax, because the browser comes back from another site; never sent along with what that site sends by itself
    secure, seconds = name.startswith("__Secure-"), int(LASTS.total_seconds())
    response.set_cookie(name, browser, max_age=2 * seconds, path=_PATH, secure=secure, httponly=True, samesite="lax")
    return response


@router.get("/auth/oidc/callback", status_code=303, response_class=Response)
async def arrive_from_sso(request: Request) -> Response:
    """Where the identity provider sends the browser back (`code`, `state`, `iss` or `error`). It goes on to the sign-in page.

    That gets the refresh token as a cookie and `sso=done`, or `sso=code` while a second factor is asked for, or in `sso` the code of a
    refusal.
    """
    settings: Settings = request.app.state.settings
    try:
        require_safe_transport(request, settings)
        arrived = await arrive(_way(request), _arrival(request, settings), device_of(request, SPA))
    except Refusal as refusal:
        log.warning("sso_refused", code=refusal.code, address=request.client.host if request.client else None)
        return _onward(refusal.code, "/")
    if arrived.granted is None:
        return _onward("code", arrived.next_path)
    response = _onward("done", arrived.next_path)
    keep(response, settings, arrived.granted.refresh_token)
    _forget(response, settings)
    return response


@router.post("/auth/oidc/code", response_model=TokenRead)
async def finish_sso(request: Request, given: SsoCode) -> Response:
    """After `sso=code`: the code of the second factor, from the same browser within ten minutes. Answers as `POST /auth/token` does."""
    settings: Settings = request.app.state.settings
    require_safe_transport(request, settings)
    require_origin(request, settings)
    browser = request.cookies.get(cookie_name(settings, _COOKIE), "")
    granted = await finish(_way(request), browser, given.code, device_of(request, SPA))
    response = answer(settings, SPA, granted)
    _forget(response, settings)
    return response


@router.get("/auth/oidc/logout", status_code=303, response_class=Response)
async def leave_sso(request: Request) -> Response:
    """Sends the browser on to the identity provider's own page of signing out, where it has one; else to the sign-in page."""
    settings: Settings = request.app.state.settings
    back = f"{settings.issuer}/sign-in"
    try:
        url = await _way(request).provider.address_of_leaving(back)
    except ProviderSilent as silent:
        return _onward(silent.code, "/")
    return Response(status_code=303, headers={"Location": url or "/sign-in"})


def _way(request: Request) -> Way:
    settings: Settings = request.app.state.settings
    provider: IdentityProvider | None = request.app.state.identity_provider
    if provider is None:
        raise SsoOff
    rule = Rule(settings.oidc_link_by == "email", settings.oidc_username_claim)
    return Way(database_of(request), request.app.state.entrance, provider, rule)


def _arrival(request: Request, settings: Settings) -> Arrival:
    """The provider's answer: each parameter once, of a sensible length."""
    given = request.query_params.multi_items()
    if len(given) != len({name for name, _ in given}) or any(len(value) > _LONGEST or "\x00" in value for _, value in given):
        raise SsoStateInvalid
    said = dict(given)
    browser = request.cookies.get(cookie_name(settings, _COOKIE), "")
    return Arrival(said.get("state", ""), said.get("code", ""), said.get("error", ""), said.get("iss"), browser)


def _onward(outcome: str, next_path: str) -> Response:
    return Response(status_code=303, headers={"Location": f"/sign-in?sso={outcome}&next={quote(next_path, safe='')}"})


def _forget(response: Response, settings: Settings) -> None:
    name = cookie_name(settings, _COOKIE)
    response.delete_cookie(name, path=_PATH, secure=name.startswith("__Secure-"), httponly=True, samesite="lax")
