"""Moving assignments and their counts together: the only way in which an assignment's state changes.

Counts follow what everyone sees (`shown_work_state`), so a draft moves no dashboard; `saved_on` moves the update rate alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.db import insert_for
from papi.plans.models import Assignment, AssignmentCount, AssignmentPart, Outcome, TaskDimension, WorkState

TOTAL = "*"
_BATCH = 500

Key = tuple[UUID, UUID, str, str, str, str, str]


@dataclass(frozen=True)
class Move:
    """What changes on one assignment: attributes of `Assignment` by name."""

    assignment: Assignment
    changes: Mapping[str, Any]


def unless_suspended(move: Move) -> Move:
    """The move, as it is made of what may be set aside: nothing moves what was suspended, and it is resumed where it would stand by
    now."""
    if move.assignment.work_state is not WorkState.SUSPENDED:
        return move
    changes = dict(move.changes)
    state = changes.pop("work_state", None)
    changes.pop("shown_work_state", None)
    if state is not None:
        changes["state_before_suspension"] = state
    return Move(move.assignment, changes)


def outcome_of(shown: WorkState, *, late: bool) -> Outcome:
    """How an assignment counts by what everyone sees of it, apart from what the day decides."""
    match shown:
        case WorkState.COMPLETED:
            return Outcome.DONE_LATE if late else Outcome.DONE
        case WorkState.AWAITING_CONFIRMATION:
            return Outcome.AWAITING_LATE if late else Outcome.AWAITING
        case WorkState.SUSPENDED | WorkState.CANCELLED:
            return Outcome.ASIDE
        case _:
            return Outcome.OPEN


async def advance(session: AsyncSession, moves: Sequence[Move]) -> None:
    """Carry the moves out and let the counts follow, in this transaction."""
    dimensions = await _dimensions(session, {move.assignment.task_id for move in moves})
    deltas: Counter[Key] = Counter()
    for move in moves:
        assignment = move.assignment
        deltas.subtract(_keys(assignment, dimensions))
        for name, value in move.changes.items():
            setattr(assignment, name, value)
        assignment.updated_at = clock.business()
        deltas.update(_keys(assignment, dimensions))
    await _apply(session, deltas)
    await _let_marks_fall(session, [move.assignment.id for move in moves if move.changes.get("submitted_on") is not None])


async def _let_marks_fall(session: AsyncSession, submitted: Sequence[UUID]) -> None:
    """What the lead said of a part was about the submission before: a new one is looked at anew, also of the same day."""
    said = dict.fromkeys(("lead_mark", "lead_unit_id", "lead_by", "lead_for", "lead_at", "lead_note", "lead_on_submission"))
    for start in range(0, len(submitted), _BATCH):
        ids = submitted[start : start + _BATCH]
        marked = update(AssignmentPart).where(AssignmentPart.assignment_id.in_(ids), AssignmentPart.lead_mark.is_not(None))
        values = {**said, "version": AssignmentPart.version + 1}
        await session.execute(marked.values(values).execution_options(synchronize_session=False))


async def begin_counting(session: AsyncSession, assignments: Sequence[Assignment]) -> None:
    """Count assignments that have just been made."""
    dimensions = await _dimensions(session, {assignment.task_id for assignment in assignments})
    await _apply(session, Counter(key for assignment in assignments for key in _keys(assignment, dimensions)))


async def stop_counting(session: AsyncSession, assignments: Sequence[Assignment]) -> None:
    """Take assignments out of the counts, before the dimensions of their task change; `begin_counting` puts them back."""
    dimensions = await _dimensions(session, {assignment.task_id for assignment in assignments})
    taken = Counter(key for assignment in assignments for key in _keys(assignment, dimensions))
    await _apply(session, {key: -number for key, number in taken.items()})


async def rebuild(session: AsyncSession) -> None:
    """Count everything anew."""
    await session.execute(delete(AssignmentCount))
    await _apply(session, await _true_counts(session))


async def differences(session: AsyncSession) -> list[str]:
    """Where the kept counts and the assignments disagree; empty when all is well."""
    true = await _true_counts(session)
    kept = {_key_of(row): row.number for row in await session.scalars(select(AssignmentCount)) if row.number}
    wrong = sorted(key for key in true.keys() | kept.keys() if true.get(key, 0) != kept.get(key, 0))
    return [f"{' '.join(map(str, key))}: {kept.get(key, 0)} kept, {true.get(key, 0)} true" for key in wrong]


async def _true_counts(session: AsyncSession) -> Counter[Key]:
    assignments = (await session.scalars(select(Assignment))).all()
    dimensions = await _dimensions(session, {assignment.task_id for assignment in assignments})
    return Counter(key for assignment in assignments for key in _keys(assignment, dimensions))


async def _dimensions(session: AsyncSession, task_ids: set[UUID]) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    ids = list(task_ids)
    for start in range(0, len(ids), _BATCH):
        rows = await session.execute(
            select(TaskDimension.task_id, TaskDimension.dimension).where(TaskDimension.task_id.in_(ids[start : start + _BATCH]))
        )
        for task_id, dimension in rows.all():
            found[task_id].append(dimension)
    return found


def _keys(assignment: Assignment, dimensions: Mapping[UUID, list[str]]) -> Iterable[Key]:
    """A task of several dimensions counts in each of them and once in the total; one without stands under "Chung" (""). What was carried
    to another unit counts there; a unit's own counts nowhere: the numbers are the plan's."""
    if assignment.carried_to_id is not None or assignment.own:
        return
    for dimension in (TOTAL, *(dimensions.get(assignment.task_id) or [""])):
        yield (
            assignment.plan_id,
            assignment.unit_id,
            dimension,
            assignment.mandate.value,
            outcome_of(assignment.shown_work_state, late=assignment.submitted_late).value,
            assignment.due_on.isoformat() if assignment.due_on else "",
            assignment.saved_on.isoformat() if assignment.saved_on else "",
        )


def _key_of(row: AssignmentCount) -> Key:
    return (row.plan_id, row.unit_id, row.dimension, row.mandate.value, row.outcome.value, row.due_on, row.saved_on)


_COLUMNS = ("plan_id", "unit_id", "dimension", "mandate", "outcome", "due_on", "saved_on")


async def _apply(session: AsyncSession, deltas: Mapping[Key, int]) -> None:
    # in one order everywhere, so that two transactions cannot wait for each other
    rows = [dict(zip(_COLUMNS, key, strict=True)) | {"number": delta} for key, delta in sorted(deltas.items()) if delta]
    for start in range(0, len(rows), _BATCH):
        statement = insert_for(session, AssignmentCount).values(rows[start : start + _BATCH])
        more = AssignmentCount.number + statement.excluded.number
        await session.execute(statement.on_conflict_do_update(index_elements=_COLUMNS, set_={"number": more}))
