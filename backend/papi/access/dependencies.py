"""The dependencies with which routes say who may call."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import Date, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from starlette.datastructures import Headers

from papi.access.actor import Actor
from papi.access.entrance import Entrance
from papi.access.models import AuthSession
from papi.access.permissions import Role
from papi.access.tokens import Issuer, TokenClaims, TokenExpired
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
    description="An access token of 15 minutes, from `POST /auth/token`.",
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
    issuer: Issuer = request.app.state.issuer
    actor = await actor_of(request, session, issuer.verify(token_in(request.headers)))
    refuse_unknown_parameters(request)
    return actor


async def actor_of(request: Request, session: AsyncSession, claims: TokenClaims) -> Actor:
    """The person of a session and membership that are alive at this very moment, however they became known."""
    entrance: Entrance = request.app.state.entrance
    values = {"session_id": claims.session_id, "person_id": claims.person_id, "now": clock.real(), "today": clock.today()}
    rows = await read_rows(session, _LIVE_MEMBERSHIPS, values)
    current = next((row for row in rows if row.membership_id == claims.membership_id), None)
    if current is None:
        raise TokenExpired
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


def _live_memberships() -> AnySelect:
    today = bindparam("today", type_=Date())
    return (
        select(
            Membership.id.label("membership_id"),
            Membership.role,
            Membership.unit_id,
            Unit.code,
            Unit.short_name,
            Person.full_name,
            Person.must_change_password,
            AuthSession.method,
            AuthSession.second_factor,
            _Giver.id.label("giver_id"),
            _Giver.full_name.label("giver"),
            UnitLineage.predecessor_id,
            UnitLineage.answers,
        )
        .join(Person, Person.id == AuthSession.person_id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .outerjoin(Delegation, Delegation.id == Membership.delegation_id)
        .outerjoin(_Giver, _Giver.id == Delegation.giver_id)
        .outerjoin(UnitLineage, UnitLineage.unit_id == Membership.unit_id)
        .where(
            AuthSession.id == bindparam("session_id"),
            AuthSession.person_id == bindparam("person_id"),
            AuthSession.revoked_at.is_(None),
            AuthSession.expires_at > bindparam("now"),
            Person.active.is_(True),
            in_force(today),
        )
        .select_from(AuthSession)
    )


# Made once: every request asks it.
_LIVE_MEMBERSHIPS = _live_memberships()


def token_in(headers: Headers) -> str:
    """The bearer token of a request."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Unauthenticated
    return token.strip()
