"""How assignments stood in one period. Periods lie above the plan, so reporting lends the answer (`lend_occurrences` at composition)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.errors import FieldError, Invalid
from papi.plans.models import Outcome


@dataclass(frozen=True)
class Occurred:
    """How one assignment counts in a period. Days in ISO form, empty for none, as in `AssignmentCount`."""

    outcome: Outcome
    due_on: str
    saved_on: str


Occurrences = Mapping[UUID, Occurred]
"""Assignment → how it stood; those that were not to be reported in the period are absent."""

Lent = Callable[[AsyncSession, UUID], Awaitable[Occurrences | None]]
_lent: list[Lent] = []


def lend_occurrences(source: Lent) -> None:
    """Let a capability above answer for its periods."""
    _lent[:] = [source]


async def occurrences_in(session: AsyncSession, period_id: UUID) -> Occurrences:
    """How assignments stood in a period; a period that nobody knows is refused."""
    found = await _lent[0](session, period_id) if _lent else None
    if found is None:
        raise Invalid(errors=[FieldError("?period", "Không có kỳ báo cáo này.", "There is no such period.")])
    return found
