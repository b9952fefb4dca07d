"""The rules in force, what somebody wrote down, else what is shipped; and the holds on single documents."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person
from papi.evidence.queries import get_with_unit
from papi.privacy.models import LegalHold, RetentionRules
from papi.privacy.retention import SHIPPED, Rules

NAME = "rules"


async def load_rules(session: AsyncSession) -> Rules:
    """The rules in force."""
    content = await session.scalar(select(RetentionRules.content).where(RetentionRules.name == NAME))
    return SHIPPED if content is None else Rules.model_validate(content)


async def read_rules(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The same as the page shows it."""
    actor.require_some("retention.read")
    found = select(RetentionRules.version, RetentionRules.changed_at, Person.full_name)
    row = (await session.execute(found.join(Person, Person.id == RetentionRules.changed_by))).one_or_none()
    return {
        **(await load_rules(session)).model_dump(mode="json"),
        "version": row.version if row else 0,
        "written": row is not None,
        "changed_by": row.full_name if row else None,
        "changed_at": row.changed_at if row else None,
        "allowed_actions": ["edit"] if actor.may("retention.manage") else [],
    }


def is_held(evidence_id: UUID | SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """The condition on holds of a document that were not lifted."""
    return and_(LegalHold.evidence_id == evidence_id, LegalHold.lifted_at.is_(None))


async def read_hold(session: AsyncSession, actor: Actor, evidence_id: UUID) -> dict[str, Any]:
    """Whether a document is held, for those who know of its end."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("retention.read", UnitRef(unit.id, unit.coordinating))
    found = select(LegalHold.reason, LegalHold.placed_at, Person.full_name).join(Person, Person.id == LegalHold.placed_by)
    row = (await session.execute(found.where(is_held(evidence_id)).limit(1))).one_or_none()
    manages = actor.may("retention.manage", UnitRef(unit.id, unit.coordinating)) and evidence.erased_at is None
    return {
        "evidence_id": evidence_id,
        "held": row is not None,
        "reason": row.reason if row else None,
        "placed_by": row.full_name if row else None,
        "placed_at": row.placed_at if row else None,
        "allowed_actions": (["lift"] if row else ["hold"]) if manages else [],
    }
