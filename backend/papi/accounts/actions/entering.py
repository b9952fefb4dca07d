"""Letting somebody in who has proved who they are, by whatever means: a session in one membership, and its tokens."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import AuthSession
from papi.access.permissions import Role, role_words, scopes_of
from papi.access.sessions import Device, keep_token, start_session
from papi.access.tokens import Issuer, TokenClaims
from papi.accounts.errors import FirstPasswordExpired, MembershipNotHeld, NoMembership
from papi.accounts.facts import SIGNED_IN, about
from papi.accounts.queries import posts_of
from papi.directory.models import Delegation, Membership, Person, Unit
from papi.kit import clock
from papi.outbox.facts import Author, Behalf, record

FIRST_PASSWORD_LASTS = timedelta(days=30)
PASSWORD, SSO = "password", "sso"


@dataclass(frozen=True)
class Entry:
    """How somebody enters. `membership` is the one to act in, None for the last used.

    `strong` says that a second factor was proved, `short` that the password was too short to stand without one.
    """

    device: Device
    membership: UUID | None
    method: str
    strong: bool = False
    short: bool = False


@dataclass(frozen=True)
class Granted:
    """Tokens for one membership."""

    access_token: str
    refresh_token: str


async def enter(session: AsyncSession, issuer: Issuer, person: Person, entry: Entry) -> Granted:
    """Start a session for a person who is active."""
    await session.refresh(person, with_for_update={"key_share": True})  # who enters twice at once enters twice
    if entry.method == PASSWORD:
        _judge_password(person, entry)
    post = await choose_post(session, person, entry.membership, person.last_membership_id)
    if post is None:
        raise NoMembership
    auth, refresh_token = start_session(session, person.id, post[0].id, entry.device)
    auth.method, auth.second_factor = entry.method, entry.strong
    await session.flush()
    keep_token(session, auth, refresh_token)
    person.last_signed_in_at = clock.real()
    person.last_membership_id = auth.membership_id
    author = replace(_author(person, post, entry.device), behalf=await _behalf(session, post[0]))
    words = role_words(Role(post[0].role), "vi")
    record(session, author, about(SIGNED_IN, person, role=words, method=entry.method, second_factor=entry.strong))
    return granted_for(issuer, auth, post, refresh_token)


def _judge_password(person: Person, entry: Entry) -> None:
    """A first password is for a month; one that stood beside a second factor does not stand without it."""
    issued_at = person.password_changed_at or person.created_at
    if person.must_change_password and not entry.short and issued_at + FIRST_PASSWORD_LASTS < clock.real():
        raise FirstPasswordExpired
    if entry.short and not entry.strong:
        person.must_change_password = True


async def choose_post(session: AsyncSession, person: Person, wanted: UUID | None, preferred: UUID | None) -> tuple[Membership, Unit] | None:
    """The membership that was named; else the preferred one; else the first by official order of units."""
    posts = await posts_of(session, person.id)
    if wanted is not None:
        named = next((post for post in posts if post[0].id == wanted), None)
        if named is None:
            raise MembershipNotHeld
        return named
    return next((post for post in posts if post[0].id == preferred), posts[0] if posts else None)


async def manages_people(session: AsyncSession, person: Person) -> bool:
    """Whether one of the person's roles is that of the administrator."""
    return any(scopes_of(Role(post.role), "people.manage") for post, _ in await posts_of(session, person.id))


def _author(person: Person, post: tuple[Membership, Unit], device: Device) -> Author:
    membership, unit = post
    return Author(person.id, person.full_name, membership.role, unit.id, unit.short_name, device.address, device.request_id)


async def _behalf(session: AsyncSession, membership: Membership) -> Behalf | None:
    """Whose membership it is, if it was delegated."""
    delegated = select(Person.id, Person.full_name).join(Delegation, Delegation.giver_id == Person.id)
    row = (await session.execute(delegated.where(Delegation.id == membership.delegation_id))).one_or_none()
    return Behalf(row.id, row.full_name) if row is not None else None


def granted_for(issuer: Issuer, auth: AuthSession, post: tuple[Membership, Unit], refresh_token: str) -> Granted:
    """The tokens of a session in a membership."""
    membership, unit = post
    claims = TokenClaims(auth.person_id, auth.id, membership.id)
    access_token = issuer.issue(claims, client_id=auth.client_id, unit=unit.code, role=membership.role)
    return Granted(access_token, refresh_token)
