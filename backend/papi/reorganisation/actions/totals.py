"""What the units have, counted before and after: the sums by which anybody sees that nothing was lost."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.directory.models import Membership, Unit
from papi.directory.queries import in_force
from papi.evidence.models import Evidence
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, WorkState
from papi.plans.workflow.deadlines import OPEN_STATES, SET_ASIDE
from papi.reorganisation.actions.carrying import Carrying
from papi.reorganisation.models import How, Moved, Succession
from papi.reports.models import Report, ReportState

FIELDS = ("done", "open", "awaiting", "aside", "drafts", "sent", "people", "documents")
_BATCH = 500
_WORK = {
    **dict.fromkeys(OPEN_STATES, "open"),
    **dict.fromkeys(SET_ASIDE, "aside"),
    WorkState.AWAITING_CONFIRMATION: "awaiting",
    WorkState.COMPLETED: "done",
}
_REPORTS = {state: "drafts" if state in (ReportState.DRAFT, ReportState.RETURNED) else "sent" for state in ReportState}
_THINGS = {"people": "people", "documents": "documents"}


async def count_units(session: AsyncSession, succession: Succession, units: Sequence[UUID]) -> dict[str, Any]:
    """The figures of these units, and their sum. `sources`: the open assignments among them."""
    figures: dict[UUID, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FIELDS, 0))
    for names, statement in _statements(succession, units):
        for unit_id, kind, number in await read_rows(session, statement):
            figures[unit_id][names[kind]] += number
    rows = (await session.scalars(select(Unit).where(Unit.id.in_(units)).order_by(Unit.sort, Unit.id))).all()
    items = [{"unit_id": str(unit.id), "code": unit.code, "name": unit.short_name, **figures[unit.id]} for unit in rows]
    total = {name: sum(figures[unit.id][name] for unit in rows) for name in FIELDS}
    return {"units": items, "sum": total, "sources": total["open"]}


def _statements(succession: Succession, units: Sequence[UUID]) -> list[tuple[Mapping[Any, str], AnySelect]]:
    """What is counted, by unit and state or kind; each with the figures to which these belong."""
    work = select(Assignment.unit_id, Assignment.work_state, func.count())
    work = work.where(Assignment.unit_id.in_(units), Assignment.carried_to_id.is_(None))
    reports = select(Report.unit_id, Report.state, func.count()).where(Report.unit_id.in_(units), Report.carried_on.is_(None))
    members = select(Membership.unit_id, literal("people"), func.count(Membership.person_id.distinct()))
    members = members.where(Membership.unit_id.in_(units), in_force(succession.effective_on))
    documents = select(Evidence.unit_id, literal("documents"), func.count()).where(Evidence.unit_id.in_(units))
    return [
        (_WORK, work.group_by(Assignment.unit_id, Assignment.work_state)),
        (_REPORTS, reports.group_by(Report.unit_id, Report.state)),
        (_THINGS, members.group_by(Membership.unit_id)),
        (_THINGS, documents.group_by(Evidence.unit_id)),
    ]


class SomethingLost(RuntimeError):
    """Work of before is not found after: a fault of the program, which undoes everything."""


async def count_continued(carrying: Carrying, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Add to the figures of after for how many open ones of before its open ones stand, and how many stand for none: those of duties
    that were met for this period and begin anew."""
    made = Assignment.origin == str(carrying.succession.id)
    units = [UUID(unit["unit_id"]) for unit in after["units"]]
    untouched = select(func.count()).where(
        Assignment.unit_id.in_(units), Assignment.carried_to_id.is_(None), Assignment.work_state.in_(OPEN_STATES), ~made
    )
    moved = [move for move in carrying.moves if move.what is Moved.ASSIGNMENT]
    carried = [move for move in moved if move.how in (How.CARRIED, How.MERGED)]
    aside = sum(move.how is How.SET_ASIDE for move in moved)
    open_ones = sum(carrying.held[move.thing_id] in OPEN_STATES for move in carried)
    after["sources"] = (await carrying.session.scalar(untouched) or 0) + open_ones + aside
    new = set(await carrying.session.scalars(select(Assignment.id).where(made)))
    before["continued"], after["continued"] = 0, len(new - {move.into_id for move in carried})


async def require_nothing_lost(carrying: Carrying) -> None:
    """Whatever was open is open, part of one that is counted, or set aside; all else is as it was.

    Judged by the assignments that the units left, which are held: what others do meanwhile in these units is theirs.
    """
    ids, lost = list(carrying.held), len(carrying.held)
    for start in range(0, len(ids), _BATCH):
        lost -= sum([_is_kept(carrying.held[row.id], row) for row in await carrying.session.execute(_now(ids[start : start + _BATCH]))])
    if lost:
        raise SomethingLost(f"{lost} of {len(ids)} assignments")


def _now(ids: Sequence[UUID]) -> AnySelect:
    goal = aliased(Assignment)
    counted = and_(goal.carried_to_id.is_(None), goal.work_state != WorkState.CANCELLED)
    return (
        select(Assignment.id, Assignment.work_state, Assignment.carried_to_id, counted.label("counted"))
        .outerjoin(goal, goal.id == Assignment.carried_to_id)
        .where(Assignment.id.in_(ids))
    )


def _is_kept(before: WorkState, row: AnyRow) -> bool:
    if row.carried_to_id is not None:
        return bool(row.counted) and before is row.work_state
    return row.work_state is before or (before in OPEN_STATES and row.work_state is WorkState.SUSPENDED)
