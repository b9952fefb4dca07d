"""The ladder of escalation: what somebody wrote down, else what is shipped."""

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.oversight.models import EscalationLadder
from papi.oversight.schemas.ladder import LadderWrite

LADDER = "ladder"
_SHIPPED = LadderWrite.model_validate_json(Path(__file__).parents[1].joinpath("ladder.json").read_text(encoding="utf-8"))


async def load_ladder(session: AsyncSession) -> LadderWrite:
    """The ladder in force."""
    content = await session.scalar(select(EscalationLadder.content).where(EscalationLadder.name == LADDER))
    return _SHIPPED if content is None else LadderWrite.model_validate(content)


async def read_ladder(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The same as the screen shows it."""
    actor.require_some("escalation.read")
    found = select(EscalationLadder.version, EscalationLadder.content, EscalationLadder.changed_at, Person.full_name)
    row = (await session.execute(found.join(Person, Person.id == EscalationLadder.changed_by))).one_or_none()
    return {
        **(_SHIPPED if row is None else LadderWrite.model_validate(row.content)).model_dump(mode="json"),
        "version": row.version if row else 0,
        "written": row is not None,
        "changed_by": row.full_name if row else None,
        "changed_at": row.changed_at if row else None,
        "allowed_actions": ["edit"] if actor.may("escalation.manage") else [],
    }
