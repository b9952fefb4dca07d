"""Which person an account at the identity provider belongs to: by its link, or the first time by rule. Nobody is made, no role given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import AuthSession, LinkedIdentity, SsoAttempt
from papi.access.sessions import Device
from papi.accounts import facts
from papi.accounts.actions.entering import SSO
from papi.accounts.queries import get_person
from papi.accounts.sso_errors import IdentityNotFound, SsoLinkedElsewhere, SsoLocked, SsoMailUnverified, SsoNobody, SsoSeveral
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.types import new_id
from papi.outbox.facts import Author, record

_LONGEST_NAME = 254


@dataclass(frozen=True)
class Rule:
    """How an account is matched the first time: by verified e-mail, or by the claim that holds the user name."""

    by_email: bool
    username_claim: str

    @property
    def claim(self) -> str:
        """The claim by which accounts are matched."""
        return "email" if self.by_email else self.username_claim


async def person_of(session: AsyncSession, rule: Rule, claims: Mapping[str, Any], device: Device) -> Person:
    """The active person of an account, linked now if that was not done before."""
    known = await _linked(session, claims)
    if known is not None:
        person = await session.get_one(Person, known.person_id)
        known.name, known.last_used_at = _name_of(claims, rule), clock.real()
    else:
        person = await _matching(session, rule, claims)
    if not person.active:
        author = Author(None, "–", None, None, None, device.address, device.request_id)
        record(session, author, facts.about(facts.SIGN_IN_FAILED, person))
        raise SsoLocked
    if known is None:
        await _link(session, person, claims, (_name_of(claims, rule), device))
    return person


async def _linked(session: AsyncSession, claims: Mapping[str, Any]) -> LinkedIdentity | None:
    ours = (LinkedIdentity.issuer == claims["iss"], LinkedIdentity.subject == claims["sub"])
    return await session.scalar(select(LinkedIdentity).where(*ours))


async def _matching(session: AsyncSession, rule: Rule, claims: Mapping[str, Any]) -> Person:
    given = claims.get(rule.claim)
    wanted = given.strip().lower() if isinstance(given, str) and "\x00" not in given else ""
    if not wanted:
        raise SsoNobody
    if rule.by_email and claims.get("email_verified") is not True:
        raise SsoMailUnverified
    column = func.lower(Person.email) if rule.by_email else Person.username
    found = (await session.scalars(select(Person).where(column == wanted).order_by(Person.active.desc()).limit(3))).all()
    if not found:
        raise SsoNobody
    if len(found) > 1 and found[1].active:
        raise SsoSeveral
    return found[0]


async def _link(session: AsyncSession, person: Person, claims: Mapping[str, Any], how: tuple[str, Device]) -> None:
    name, device = how
    now = clock.real()
    row = {"id": new_id(), "person_id": person.id, "issuer": claims["iss"], "subject": claims["sub"], "name": name}
    made = insert_for(session, LinkedIdentity).values(**row, linked_at=now, last_used_at=now)
    added = await session.execute(made.on_conflict_do_nothing().returning(LinkedIdentity.id))
    if added.first() is not None:
        author = Author(person.id, person.full_name, None, None, None, device.address, device.request_id)
        record(session, author, facts.about(facts.LINKED, person, name=name))
        return
    meanwhile = await _linked(session, claims)  # by the same person's other request, or the person has another account
    if meanwhile is None or meanwhile.person_id != person.id:
        raise SsoLinkedElsewhere


def _name_of(claims: Mapping[str, Any], rule: Rule) -> str:
    """How people know the account."""
    for claim in (rule.username_claim, "email", "name"):
        value = claims.get(claim)
        if isinstance(value, str) and value.strip() and "\x00" not in value:
            return value.strip()[:_LONGEST_NAME]
    return str(claims["sub"])


async def unlink_own(session: AsyncSession, actor: Actor, identity_id: UUID) -> None:
    """The account opens nothing from now on, until the rule links it anew."""
    person = await session.get_one(Person, actor.person_id)
    await _unlink(session, actor, person, identity_id)


async def unlink_of(session: AsyncSession, actor: Actor, person_id: UUID, identity_id: UUID) -> None:
    """The same by the administrator, who thinks it wrong: sessions that were begun with it end."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    await _unlink(session, actor, person, identity_id)
    await session.execute(delete(SsoAttempt).where(SsoAttempt.person_id == person.id))  # who is about to type the code
    begun = update(AuthSession).where(AuthSession.person_id == person.id, AuthSession.method == SSO, AuthSession.revoked_at.is_(None))
    await session.execute(begun.values(revoked_at=clock.real()).execution_options(synchronize_session=False))


async def _unlink(session: AsyncSession, actor: Actor, person: Person, identity_id: UUID) -> None:
    found = await session.get(LinkedIdentity, identity_id)
    if found is None or found.person_id != person.id:
        raise IdentityNotFound
    await session.delete(found)
    record(session, actor.author, facts.about(facts.UNLINKED, person, name=found.name))
