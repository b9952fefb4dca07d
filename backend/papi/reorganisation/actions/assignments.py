"""Open assignments go on at the unit that comes after; those that were sent or done stay, and count, where they are.

Several units' open assignments of one task become one: it is as far as any of them (in progress if one was), due at the earliest day of
them, and as complete as the least of them. So nobody gains time or progress by a merger, and every overdue piece of work stays overdue.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.actions.carrying import carry_along
from papi.plans.models import Assignment, AssignmentEvidence, Cadence, Mandate, Part, Task, WorkState
from papi.plans.progress import Move, advance, begin_counting
from papi.plans.workflow.assignments import ASKED_KINDS, place_of, stands_at
from papi.plans.workflow.deadlines import OPEN_STATES, SAID_DONE
from papi.reorganisation.actions.carrying import Carrying, names_of, together
from papi.reorganisation.actions.leaving import CARRIED_STATES, Left, Staying, list_left
from papi.reorganisation.facts import GIVEN_UP, SET_ASIDE, TAKEN_OVER, about_assignment
from papi.reorganisation.models import How, Moved

_BATCH = 500


@dataclass
class Gathering:
    """What several units leave of one task to one unit: `open` goes on, of `sent` only the duty to go on with the next period."""

    task: Task
    unit: Unit
    open: list[Left] = field(default_factory=list[Left])
    sent: list[Left] = field(default_factory=list[Left])


Into = Mapping[UUID, Assignment]
"""Assignment of a unit that ends → the one in which its work goes on."""


async def carry_assignments(carrying: Carrying, staying: Staying) -> Into:
    """Carry what is open; the recurring work that stays for this period goes on with the next one."""
    gatherings: dict[tuple[UUID, UUID], Gathering] = {}
    nobody: list[Left] = []
    for left in await list_left(carrying):
        heir = carrying.heritages[left.unit.id].heir_of(Moved.ASSIGNMENT, left.assignment.id)
        goes_on = left.assignment.work_state in CARRIED_STATES and not staying.holds(left)
        if heir is None:
            if left.assignment.work_state in OPEN_STATES:
                nobody.append(left)
        elif goes_on or _recurs(left):
            gathering = gatherings.setdefault((left.task.id, heir.id), Gathering(left.task, heir))
            (gathering.open if goes_on else gathering.sent).append(left)
    await _set_aside(carrying, nobody)
    return await _gather(carrying, list(gatherings.values()))


def _recurs(left: Left) -> bool:
    """Whether there is a next time: a once-task that was sent or done is over, and so is whatever was withdrawn."""
    return left.task.cadence is not Cadence.ONCE and left.assignment.work_state is not WorkState.CANCELLED


async def _set_aside(carrying: Carrying, nobody: Sequence[Left]) -> None:
    """Nobody comes after: the work is set aside, to be given to another unit or resumed, and stays in the plan."""
    aside = {"work_state": WorkState.SUSPENDED, "shown_work_state": WorkState.SUSPENDED}
    moves = [Move(left.assignment, {**aside, "state_before_suspension": left.assignment.work_state}) for left in nobody]
    await advance(carrying.session, moves)
    for left in nobody:
        carrying.note(Moved.ASSIGNMENT, How.SET_ASIDE, (left.assignment.id, left.task.title), (left.unit, None))
        record(carrying.session, carrying.author, about_assignment(SET_ASIDE, left.assignment, left.task.title, day=carrying.spoken_day))


async def _gather(carrying: Carrying, gatherings: Sequence[Gathering]) -> Into:
    there = await _already_there(carrying.session, gatherings)
    made: list[Assignment] = []
    moves: list[Move] = []
    goals: list[tuple[Gathering, Assignment]] = []
    for gathering in gatherings:
        goal = _usable(there.get((gathering.task.id, gathering.unit.id), []), gathering)
        if goal is None:
            goal = _new(carrying, gathering)
            made.append(goal)
        elif stands_at(goal) in SAID_DONE and gathering.task.by_unit_plan:
            pass  # the unit has sent its plan, and need send no other one for those that join it
        elif goal.work_state in SAID_DONE:
            _leave_due(gathering)
        elif gathering.open:
            moves.append(Move(goal, _merged(gathering, goal)))
        goals.append((gathering, goal))
    carrying.session.add_all(made)
    await carrying.session.flush()
    await begin_counting(carrying.session, made)
    carried = [Move(left.assignment, {"carried_to_id": goal.id}) for gathering, goal in goals for left in gathering.open]
    await advance(carrying.session, [*moves, *carried])
    for gathering, goal in goals:
        _tell(carrying, gathering, goal)
    into = {left.assignment.id: goal for gathering, goal in goals for left in gathering.open}
    await _take_documents(carrying.session, into)
    await carry_along(carrying.session, into)
    return into


async def _already_there(session: AsyncSession, gatherings: Sequence[Gathering]) -> Mapping[tuple[UUID, UUID], list[Assignment]]:
    units, plans = {gathering.unit.id for gathering in gatherings}, {gathering.task.plan_id for gathering in gatherings}
    rows = await session.scalars(
        select(Assignment)
        .where(Assignment.unit_id.in_(units), Assignment.plan_id.in_(plans), Assignment.carried_to_id.is_(None))
        .order_by(Assignment.id)
        .with_for_update(key_share=True)
    )
    found: dict[tuple[UUID, UUID], list[Assignment]] = defaultdict(list)
    for row in rows:
        found[row.task_id, row.unit_id].append(row)
    return found


def _usable(there: Sequence[Assignment], gathering: Gathering) -> Assignment | None:
    """The unit's own assignment of the task, unless it is over: a once-task that is done stays done, and the open work goes on beside
    it. Of a recurring one a unit has only one, whose next occurrence is everybody's; and a unit sends only one plan of its own, also
    where its duty to do so was suspended."""
    usable = set(OPEN_STATES)
    if gathering.task.by_unit_plan:
        usable |= {*SAID_DONE, WorkState.SUSPENDED}
    elif gathering.task.cadence is not Cadence.ONCE:
        usable |= SAID_DONE
    return min((row for row in there if row.work_state in usable), key=lambda row: row.work_state not in OPEN_STATES, default=None)


def _leave_due(gathering: Gathering) -> None:
    """The unit has sent its own occurrence: what others still owed of theirs is neither done by that nor undoes it, so it stays theirs."""
    gathering.sent += [left for left in gathering.open if left.assignment.due_on is not None]
    gathering.open = [left for left in gathering.open if left.assignment.due_on is None]


def _new(carrying: Carrying, gathering: Gathering) -> Assignment:
    sources = [left.assignment for left in (*gathering.open, *gathering.sent)]
    part = Part.LEAD if any(source.part is Part.LEAD for source in sources) else Part.SUPPORT
    assigned = gathering.unit.kind not in ASKED_KINDS and any(source.mandate is Mandate.ASSIGNED for source in sources)
    goal = Assignment(
        id=new_id(),
        plan_id=gathering.task.plan_id,
        task_id=gathering.task.id,
        unit_id=gathering.unit.id,
        sort=place_of(gathering.task, gathering.unit, part),
        part=part,
        mandate=Mandate.ASSIGNED if assigned else Mandate.REQUESTED,
        own=sources[0].own,
        origin=str(carrying.succession.id),
        work_state=WorkState.NOT_STARTED,
        shown_work_state=WorkState.NOT_STARTED,
        submitted_late=False,
        extended_times=0,
        extension_asked=False,
        updated_at=clock.business(),
    )
    for name, value in (_merged(gathering, None) if gathering.open else {}).items():
        setattr(goal, name, value)
    return goal


def _merged(gathering: Gathering, own: Assignment | None) -> dict[str, Any]:
    """What the one assignment is, of which all of these become part."""
    sources = [*([own] if own else []), *(left.assignment for left in gathering.open)]
    working = [source for source in sources if source.work_state in OPEN_STATES]
    due_on = _earliest([source.due_on for source in working or sources])
    said = [*([(None, own.done_result)] if own else []), *((left.unit, left.assignment.done_result) for left in gathering.open)]
    giving = next((source for source in sources if source.due_on == due_on and source.first_due_on), None)
    return {
        **_states(sources, working),
        "due_on": due_on,
        "first_due_on": giving.first_due_on if giving else None,
        "extended_times": giving.extended_times if giving else 0,
        "percent": _least([source.percent for source in working]),
        "shown_percent": _least([source.shown_percent for source in working]),
        "saved_on": max((source.saved_on for source in sources if source.saved_on), default=None),
        "done_result": together(said) or None,
        "done_on": max((source.done_on for source in sources if source.done_on), default=None),
    }


def _states(sources: Sequence[Assignment], working: Sequence[Assignment]) -> dict[str, Any]:
    if not working:
        before = [source.state_before_suspension for source in sources]
        begun = WorkState.IN_PROGRESS if WorkState.IN_PROGRESS in before else WorkState.NOT_STARTED
        return {"work_state": WorkState.SUSPENDED, "shown_work_state": WorkState.SUSPENDED, "state_before_suspension": begun}
    return {
        "work_state": _furthest([source.work_state for source in working]),
        "shown_work_state": _furthest([source.shown_work_state for source in working]),
        "state_before_suspension": None,
    }


def _furthest(states: Sequence[WorkState]) -> WorkState:
    return WorkState.IN_PROGRESS if WorkState.IN_PROGRESS in states else WorkState.NOT_STARTED


def _earliest(days: Sequence[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _least(percents: Sequence[int | None]) -> int | None:
    given = [percent or 0 for percent in percents]
    return min(given) if any(percent is not None for percent in percents) else None


def _tell(carrying: Carrying, gathering: Gathering, goal: Assignment) -> None:
    """Write the trace of every source, and say on both sides what happened."""
    title, several = gathering.task.title, len(gathering.open) > 1
    for left in gathering.open:
        how = How.MERGED if several or goal.origin != str(carrying.succession.id) else How.CARRIED
        carrying.note(Moved.ASSIGNMENT, how, (left.assignment.id, title), (left.unit, gathering.unit), goal.id)
        told = about_assignment(GIVEN_UP, left.assignment, title, unit=gathering.unit.short_name, day=carrying.spoken_day)
        record(carrying.session, carrying.author, told)
    for left in gathering.sent:
        carrying.note(Moved.ASSIGNMENT, How.CONTINUED, (left.assignment.id, title), (left.unit, gathering.unit), goal.id)
    units = names_of(left.unit for left in (*gathering.open, *gathering.sent))
    record(carrying.session, carrying.author, about_assignment(TAKEN_OVER, goal, title, units=units, day=carrying.spoken_day))


async def _take_documents(session: AsyncSession, into: Into) -> None:
    """Documents named when something was said to be done go along, each once."""
    ids = list(into)
    taken: set[tuple[UUID, UUID]] = set()
    for start in range(0, len(ids), _BATCH):
        some = select(AssignmentEvidence).where(AssignmentEvidence.assignment_id.in_(ids[start : start + _BATCH]))
        for row in await session.scalars(some):
            key = (into[row.assignment_id].id, row.evidence_id)
            if key not in taken and await session.get(AssignmentEvidence, key) is None:
                kept = {"linked_at": row.linked_at, "set_aside_on": row.set_aside_on}
                session.add(AssignmentEvidence(assignment_id=key[0], evidence_id=key[1], **kept))
            taken.add(key)
