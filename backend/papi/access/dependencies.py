"""The dependencies with which routes say who may call."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import Date, bindparam, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from starlette.datastructures import Headers

from papi.access.actor import Actor
from papi.access.addresses import is_within
from papi.access.areas import areas_of, require_areas
from papi.access.credentials import PERSONAL_TOKEN, is_genuine
from papi.access.entrance import Entrance
from papi.access.fair_use import count_call
from papi.access.models import AuthSession, PersonalToken
from papi.access.permissions import Role
from papi.access.personal import PersonalTokenEnded, PersonalTokenWeak, require_right, require_served
from papi.access.scopes import AddressRefused
from papi.access.sessions import digest
from papi.access.standing_in import StandIn, stand_in_of
from papi.access.tokens import Issuer, TokenClaims, TokenExpired
from papi.access.using import Use, note_use
from papi.directory.models import Delegation, Membership, Person, Unit, UnitLineage
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.db import DbSession, database_of, read_rows
from papi.kit.errors import Forbidden, Unauthenticated
from papi.kit.problems import language_of
from papi.kit.transport import refuse_unknown_parameters
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.facts import Behalf

# What the API's description says about signing in. The token itself is read and judged in `find_actor`.
bearer = OAuth2PasswordBearer(
    tokenUrl="/api/v1/auth/token",
    refreshUrl="/api/v1/auth/token",
    scheme_name="token",
    description="An access token of 15 minutes, from `POST /auth/token`, or a personal access token (`papi_pat_…`) as it is.",
    auto_error=False,
)
Described = Annotated[str | None, Security(bearer)]


class PasswordChangeRequired(Forbidden):
    code = "password_change_required"
    vi = "Cần đổi mật khẩu trước khi làm việc khác."
    en = "The password must be changed before anything else."


class SecondFactorRequired(Forbidden):
    code = "totp_setup_required"
    vi = "Vai trò này cần xác thực hai bước: thiết lập trước khi làm việc khác."
    en = "This role needs a second factor: set it up before anything else."


async def _actor_even_with_old_password(request: Request, session: DbSession, _described: Described = None) -> Actor:
    return await find_actor(request, session)


async def _actor(request: Request, session: DbSession, _described: Described = None) -> Actor:
    return await current_actor(request, session)


async def current_actor(request: Request, session: AsyncSession) -> Actor:
    """The caller as `CurrentActor` knows them, for endpoints that others call as well."""
    return _settled(await find_actor(request, session))


def _settled(actor: Actor) -> Actor:
    if _with_own_password(actor).must_set_up_totp:
        raise SecondFactorRequired
    return actor


def _with_own_password(actor: Actor) -> Actor:
    if actor.must_change_password:
        raise PasswordChangeRequired
    return actor


async def streaming_actor(request: Request, _described: Described = None) -> Actor:
    """The caller, for whom no connection is held: an upload lets it go while its bytes come in."""
    async with database_of(request).reading() as session:
        return _settled(await find_actor(request, session))


async def _streaming_own_actor(request: Request, _described: Described = None) -> Actor:
    async with database_of(request).reading() as session:
        return _with_own_password(await find_actor(request, session))


async def _streaming_any_actor(request: Request, _described: Described = None) -> Actor:
    async with database_of(request).reading() as session:
        return await find_actor(request, session)


CurrentActor = Annotated[Actor, Depends(_actor, scope="function")]
"""The caller. 401 without a live session; 403 while a first password waits to be changed, or a second factor to be set up."""

AnyActor = Annotated[Actor, Depends(_actor_even_with_old_password, scope="function")]
"""The caller, even before the forced change of the first password."""

StreamingActor = Annotated[Actor, Depends(streaming_actor, scope="function")]
"""The caller of an endpoint that streams: no database connection is held for it."""

StreamingOwnActor = Annotated[Actor, Depends(_streaming_own_actor, scope="function")]
"""The same before a second factor was set up that the role asks for, but with a password of the person's own."""

StreamingAnyActor = Annotated[Actor, Depends(_streaming_any_actor, scope="function")]
"""The same even before the forced change of the first password, for endpoints that hash."""


async def find_actor(request: Request, session: AsyncSession) -> Actor:
    """The caller by the bearer token, whose session must be alive at this very moment. One query."""
    actor = await _find_actor(request, session)
    refuse_unknown_parameters(request)
    return actor


async def _find_actor(request: Request, session: AsyncSession) -> Actor:
    if (asked := stand_in_of(request)) is not None:
        return await _stood_in_for(request, session, asked)
    issuer: Issuer = request.app.state.issuer
    token = token_in(request.headers)
    if token.startswith(PERSONAL_TOKEN):
        return await _by_personal_token(request, token)
    return await actor_of(request, session, issuer.verify(token))


async def _stood_in_for(request: Request, session: AsyncSession, asked: StandIn) -> Actor:
    """Who asked for an order, as they are now: with what they hold and may today."""
    if asked.token_id is not None:
        return await _by_live_token(request, _LIVE_BY_TOKEN_ID, {"token_id": asked.token_id})
    values = {"person_id": asked.person_id, "today": clock.today()}
    rows = await read_rows(session, _LIVE_BY_PERSON, values)
    current = next((row for row in rows if row.membership_id == asked.membership_id), None)
    if current is None:
        raise TokenExpired
    return _actor_of(request, TokenClaims(asked.person_id, asked.order_id, asked.membership_id), rows, current)


async def actor_of(request: Request, session: AsyncSession, claims: TokenClaims) -> Actor:
    """The person of a session and membership that are alive at this very moment, however they became known."""
    values = {"session_id": claims.session_id, "person_id": claims.person_id, "now": clock.real(), "today": clock.today()}
    rows = await read_rows(session, _LIVE_MEMBERSHIPS, values)
    current = next((row for row in rows if row.membership_id == claims.membership_id), None)
    if current is None:
        raise TokenExpired
    return _actor_of(request, claims, rows, current)


async def _by_personal_token(request: Request, token: str) -> Actor:
    """The person whose personal token it is. The look is a short one of its own, because the use is written down apart from the work."""
    if not is_genuine(token, PERSONAL_TOKEN):
        raise PersonalTokenEnded
    return await _by_live_token(request, _LIVE_BY_TOKEN, {"token_hash": digest(token)})


async def _by_live_token(request: Request, live: AnySelect, which: Mapping[str, Any]) -> Actor:
    database, state = database_of(request), request.scope.setdefault("state", {})
    async with database.reading() as session:
        rows = await read_rows(session, live, {**which, "now": clock.real(), "today": clock.today()})
    current = next((row for row in rows if row.membership_id == row.token_membership_id), None)
    if current is None:
        raise PersonalTokenEnded
    state["token"], state["token_id"] = current.beginning, current.token_id
    address = request.client.host if request.client else None
    if not is_within(address, current.allowed_addresses):
        raise AddressRefused(address)
    _require_strong(request, current)
    await count_call(request, f"token:{current.token_id}", None)
    if (route := request.scope.get("route")) is None:  # not yet known to what only asks who calls
        path = request.scope["path"]
        require_right(request.method, path, may_write=current.may_write)
    else:
        path = route.path
        require_served(request.method, path, may_write=current.may_write)
        await note_use(database, Use(PersonalToken, current.token_id, address, current.last_used_at))
    _require_area(request, path, current.scopes)
    return _actor_of(request, TokenClaims(current.person_id, current.token_id, current.membership_id), rows, current, current.scopes)


def _require_area(request: Request, path: str, given: Sequence[str]) -> None:
    needed = areas_of(request.method, path, request.query_params.getlist("subject"))
    request.scope["state"]["client_scope"] = " ".join(needed or ()) or None  # for the log of requests, which tells refused ones as well
    require_areas(needed, given)


def _require_strong(request: Request, current: AnyRow) -> None:
    entrance: Entrance = request.app.state.entrance
    if current.role in entrance.strong_roles and not current.second_factor:
        raise PersonalTokenWeak


def _actor_of(request: Request, claims: TokenClaims, rows: Sequence[AnyRow], current: AnyRow, areas: Sequence[str] = ()) -> Actor:
    entrance: Entrance = request.app.state.entrance
    request.scope.setdefault("state", {})["person_id"] = claims.person_id  # for the log of requests
    return Actor(
        person_id=claims.person_id,
        session_id=claims.session_id,
        membership_id=claims.membership_id,
        role=Role(current.role),
        unit_id=current.unit_id,
        unit_code=current.code,
        unit_name=current.short_name,
        full_name=current.full_name,
        **_units(rows, current),
        # whoever came by another proof than the password need not mind how old that is
        must_change_password=current.must_change_password and current.method == "password",
        must_set_up_totp=current.role in entrance.strong_roles and not current.second_factor,
        language=language_of(request),
        address=request.client.host if request.client else None,
        request_id=request.scope.get("state", {}).get("request_id"),
        behalf=Behalf(current.giver_id, current.giver) if current.giver_id else None,
        areas=frozenset(areas),
    )


_Giver = aliased(Person)


def _units(rows: Sequence[AnyRow], current: AnyRow) -> dict[str, frozenset[UUID]]:
    """The units whose matters are the person's: those of the memberships, and those after which they came."""
    of_current = [row for row in rows if row.membership_id == current.membership_id and row.predecessor_id is not None]
    own = {row.unit_id for row in rows} | {row.predecessor_id for row in rows if row.predecessor_id is not None}
    return {
        "own_units": frozenset(own),
        "inherited": frozenset({current.unit_id, *(row.predecessor_id for row in of_current)}),
        "answered": frozenset({current.unit_id, *(row.predecessor_id for row in of_current if row.answers)}),
    }


def _memberships(rows: AnySelect, *how: Any) -> AnySelect:
    """The memberships that somebody active holds today, of rows that begin with the person; `how` they came."""
    return (
        rows.add_columns(
            Membership.id.label("membership_id"),
            Membership.role,
            Membership.unit_id,
            Unit.code,
            Unit.short_name,
            Person.full_name,
            Person.must_change_password,
            *how,
            _Giver.id.label("giver_id"),
            _Giver.full_name.label("giver"),
            UnitLineage.predecessor_id,
            UnitLineage.answers,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .outerjoin(Delegation, Delegation.id == Membership.delegation_id)
        .outerjoin(_Giver, _Giver.id == Delegation.giver_id)
        .outerjoin(UnitLineage, UnitLineage.unit_id == Membership.unit_id)
        .where(Person.active.is_(True), in_force(bindparam("today", type_=Date())))
    )


def _shown_by(proof: type[AuthSession] | type[PersonalToken], *how: Any) -> AnySelect:
    """The same of whose session or token has neither ended nor been revoked."""
    begun = select().select_from(proof).join(Person, Person.id == proof.person_id)
    return _memberships(begun, *how).where(proof.revoked_at.is_(None), proof.expires_at > bindparam("now"))


# Made once: every request asks one of them.
_LIVE_MEMBERSHIPS = _shown_by(AuthSession, AuthSession.method, AuthSession.second_factor).where(
    AuthSession.id == bindparam("session_id"), AuthSession.person_id == bindparam("person_id")
)
_LIVE_BY_PERSON = _memberships(
    # whoever asks for an order has shown the second factor that the role asks for
    select().select_from(Person),
    literal("password").label("method"),
    literal(True).label("second_factor"),
).where(Person.id == bindparam("person_id"))
_OF_TOKENS = _shown_by(PersonalToken, literal("password").label("method"), PersonalToken.second_factor).add_columns(
    PersonalToken.id.label("token_id"),
    PersonalToken.membership_id.label("token_membership_id"),
    PersonalToken.person_id,
    PersonalToken.beginning,
    PersonalToken.may_write,
    PersonalToken.scopes,
    PersonalToken.allowed_addresses,
    PersonalToken.last_used_at,
)
_LIVE_BY_TOKEN = _OF_TOKENS.where(PersonalToken.token_hash == bindparam("token_hash"))
_LIVE_BY_TOKEN_ID = _OF_TOKENS.where(PersonalToken.id == bindparam("token_id"))


def token_in(headers: Headers) -> str:
    """The bearer token of a request."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Unauthenticated
    return token.strip()
