"""Which assignments another one goes on in place of, since units have changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, bindparam, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.directory.models import UnitLineage
from papi.kit.db import read_rows
from papi.kit.types import AnySelect
from papi.plans.models import Assignment


async def assignments_before(session: AsyncSession, plan_id: UUID) -> Mapping[UUID, list[UUID]]:
    """Assignments by the one that goes on in their place: those that went over, and those that stayed, sent or done, with a unit whose
    work another one has taken up."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for row in await read_rows(session, _BEFORE, {"plan": plan_id}):
        found[row.after].append(row.before)
    return found


_Heir = aliased(Assignment)
_PAIRS = union_all(
    select(Assignment.carried_to_id.label("after"), Assignment.id.label("before")).where(
        Assignment.plan_id == bindparam("plan"), Assignment.carried_to_id.is_not(None)
    ),
    select(_Heir.id, Assignment.id)
    .select_from(UnitLineage)
    .join(Assignment, Assignment.unit_id == UnitLineage.predecessor_id)
    .join(_Heir, and_(_Heir.unit_id == UnitLineage.unit_id, _Heir.task_id == Assignment.task_id))
    .where(UnitLineage.answers.is_(True), Assignment.plan_id == bindparam("plan"), Assignment.carried_to_id.is_(None)),
).subquery()
_BEFORE: AnySelect = select(_PAIRS.c.after, _PAIRS.c.before)


def lineage(assignment: UUID, before: Mapping[UUID, Sequence[UUID]]) -> list[UUID]:
    """The assignment and all that went over into it."""
    found = [assignment]
    for known in found:  # grows while it is walked
        found.extend(earlier for earlier in before.get(known, ()) if earlier not in found)
    return found
