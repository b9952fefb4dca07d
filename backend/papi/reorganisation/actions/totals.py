"""What the units have, counted before and after: the sums by which anybody sees that nothing was lost."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership, Unit
from papi.directory.queries import in_force
from papi.evidence.models import Evidence
from papi.kit.db import read_rows
from papi.plans.models import Assignment, WorkState
from papi.plans.workflow.deadlines import OPEN_STATES, SET_ASIDE
from papi.reorganisation.actions.carrying import Carrying
from papi.reorganisation.models import How, Moved, Succession
from papi.reports.models import Report, ReportState

FIELDS = ("done", "open", "awaiting", "aside", "drafts", "sent", "people", "documents")
_UNSENT = (ReportState.DRAFT, ReportState.RETURNED)


async def count_units(session: AsyncSession, succession: Succession, units: Sequence[UUID]) -> dict[str, Any]:
    """The figures of these units, and their sum. `sources`: the open assignments among them."""
    figures: dict[UUID, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FIELDS, 0))
    for column, statement in _statements(succession, units):
        for row in await read_rows(session, statement):
            figures[row[0]][column] = int(row[1] or 0)
    rows = (await session.scalars(select(Unit).where(Unit.id.in_(units)).order_by(Unit.sort, Unit.id))).all()
    items = [{"unit_id": str(unit.id), "code": unit.code, "name": unit.short_name, **figures[unit.id]} for unit in rows]
    total = {name: sum(figures[unit.id][name] for unit in rows) for name in FIELDS}
    return {"units": items, "sum": total, "sources": total["open"]}


def _statements(succession: Succession, units: Sequence[UUID]) -> list[tuple[str, Any]]:
    counted = (Assignment.unit_id.in_(units), Assignment.carried_to_id.is_(None))
    states = {
        "done": (WorkState.COMPLETED,),
        "open": OPEN_STATES,
        "awaiting": (WorkState.AWAITING_CONFIRMATION,),
        "aside": SET_ASIDE,
    }
    found: list[tuple[str, Any]] = [
        (name, select(Assignment.unit_id, _sum(Assignment.work_state.in_(wanted))).where(*counted).group_by(Assignment.unit_id))
        for name, wanted in states.items()
    ]
    reports = (Report.unit_id.in_(units), Report.carried_on.is_(None))
    found += [
        ("drafts", select(Report.unit_id, _sum(Report.state.in_(_UNSENT))).where(*reports).group_by(Report.unit_id)),
        ("sent", select(Report.unit_id, _sum(Report.state.not_in(_UNSENT))).where(*reports).group_by(Report.unit_id)),
    ]
    members = select(Membership.unit_id, func.count(Membership.person_id.distinct()))
    members = members.where(Membership.unit_id.in_(units), in_force(succession.effective_on)).group_by(Membership.unit_id)
    documents = select(Evidence.unit_id, func.count()).where(Evidence.unit_id.in_(units)).group_by(Evidence.unit_id)
    return [*found, ("people", members), ("documents", documents)]


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


class SomethingLost(RuntimeError):
    """The sums before and after do not agree: a fault of the program, which undoes everything."""


async def require_nothing_lost(carrying: Carrying, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Every piece of work that was open is open, part of one that is, or set aside; what was done, sent and added is where it was."""
    untouched = select(func.count()).where(
        Assignment.unit_id.in_([UUID(unit["unit_id"]) for unit in after["units"]]),
        Assignment.carried_to_id.is_(None),
        Assignment.work_state.in_(OPEN_STATES),
        Assignment.origin != str(carrying.succession.id),
    )
    carried = await _open_carried(carrying)
    aside = carrying.counted(Moved.ASSIGNMENT, How.SET_ASIDE)
    after["sources"] = (await carrying.session.scalar(untouched) or 0) + len(carried) + aside
    kept = ("done", "awaiting", "sent", "documents")
    if after["sources"] != before["sources"] or any(before["sum"][name] != after["sum"][name] for name in kept):
        raise SomethingLost(f"before {before['sum']}, after {after['sum']}, sources {before['sources']} and {after['sources']}")


async def _open_carried(carrying: Carrying) -> Sequence[UUID]:
    things = [move.thing_id for move in carrying.moves if move.what is Moved.ASSIGNMENT and move.how in (How.CARRIED, How.MERGED)]
    found: list[UUID] = []
    for start in range(0, len(things), 500):
        some = select(Assignment.id).where(
            Assignment.id.in_(things[start : start + 500]),
            Assignment.carried_to_id.is_not(None),
            Assignment.work_state.in_(OPEN_STATES),
        )
        found += (await carrying.session.scalars(some)).all()
    return found
