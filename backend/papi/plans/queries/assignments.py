"""Assignments: the list that everyone works with, and one in full."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef, Viewer, anyone_as
from papi.access.permissions import Scope
from papi.directory import columns
from papi.directory.columns import unit_of
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.lists import KEPT, Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow, AnySelect
from papi.plans.errors import AssignmentNotFound
from papi.plans.models import Assignment, AssignmentPart, Mode, Part, Plan, PlanState, Task, TaskDimension, WorkState
from papi.plans.queries.assignment_columns import ASSIGNMENTS
from papi.plans.queries.assignment_days import day_filters
from papi.plans.queries.in_force import of_approved
from papi.plans.queries.plans import sees_drafts
from papi.plans.queries.receipts import add_supporters, receipt_columns, receipt_filters
from papi.plans.queries.seen import seen_percent, seen_state
from papi.plans.queries.tasks import tasks_moving
from papi.plans.queries.views import of_unit, seen_as
from papi.plans.schemas.assignments import AssignmentQuery
from papi.plans.schemas.tasks import NO_DIMENSION
from papi.plans.workflow.assignments import Standing, allowed_actions, is_own_claim
from papi.plans.workflow.deadlines import Progress, deadline_state, states_of

_Lead = aliased(Assignment)
PROVISIONAL_UNLESS = "plan_named"


@dataclass(frozen=True)
class LoadedAssignment:
    """An assignment with what its actions need."""

    assignment: Assignment
    task: Task
    unit: Unit
    plan_state: PlanState = PlanState.APPROVED

    @property
    def standing(self) -> Standing:
        unit = UnitRef(self.unit.id, self.unit.coordinating)
        given = self.assignment
        return Standing(
            given.work_state,
            self.task.cadence,
            unit,
            given.due_on,
            given.extension_asked,
            carried=given.carried_to_id is not None,
            dropped=self.task.dropped_on is not None,
            plan=self.plan_state,
            by_unit_plan=self.task.by_unit_plan,
        )

    def standing_for(self, actor: Actor) -> Standing:
        """The same with what it makes of this very person."""
        return self.standing._replace(own_claim=is_own_claim(actor, self.assignment))


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """All, or the own unit's and the supporters' of joint tasks that the own unit leads; of drafts nothing. Joins `Task`."""
    seen = viewer.sees("assignment.read", Assignment.unit_id)
    if Scope.LED in viewer.scopes("assignment.read"):
        seen = or_(seen, _led_by(viewer))
    return seen if sees_drafts(viewer) else and_(seen, of_approved(Assignment.plan_id))


def _led_by(viewer: Viewer) -> ColumnElement[bool]:
    leads = exists().where(_Lead.task_id == Assignment.task_id, viewer.keeps(_Lead.unit_id), _Lead.part == Part.LEAD)
    return and_(Assignment.part == Part.SUPPORT, Task.mode == Mode.JOINT, leads)


async def get_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, *, lock: bool = False) -> LoadedAssignment:
    """An assignment that the actor may see, for an action."""
    actor.require_some("assignment.read")
    statement = (
        select(Assignment, Task, Unit, Plan.state)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .where(Assignment.id == assignment_id, visible_to(actor))
    )
    row = (await session.execute(statement.with_for_update(of=Assignment, key_share=True) if lock else statement)).one_or_none()
    if row is None:
        raise AssignmentNotFound
    return LoadedAssignment(*row)


def list_assignments(actor: Actor, query: AssignmentQuery) -> Listing:
    """The assignments that the actor may see. The page's rows are found first, and only those are joined and shaped."""
    actor.require_some("assignment.read")
    pages = _pages(anyone_as(actor.role), query.unpaged(), clock.today())
    return Listing(pages, _Shaping(actor), ASSIGNMENTS, actor.bound, enrich=add_supporters)


@lru_cache(maxsize=KEPT)
def _pages(viewer: Viewer, query: AssignmentQuery, today: date) -> Pages:
    rows = (
        select(Assignment.id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(visible_to(viewer), *filters_of(viewer, query, today))
    )
    return Pages(rows, _keyset(viewer), lambda page: _page(viewer, page))


def filters_of(viewer: Viewer, query: AssignmentQuery, today: date) -> list[ColumnElement[bool]]:
    """The conditions that a list's filters come to."""
    exact = (
        (Assignment.plan_id, query.plan),
        (Task.plan_id, query.plan),  # the same, said of tasks: else those of all years are looked through for a dimension or an indicator
        (Assignment.task_id, query.task),
        (Assignment.part, query.part),
        (Assignment.mandate, query.mandate),
        (Task.cadence, query.cadence),
        (Assignment.own, query.own),
    )
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if query.plan is None and query.task is None and sees_drafts(viewer):
        given_up = select(Plan.id).where(Plan.state == PlanState.DISCARDED)
        found.append(Assignment.plan_id.not_in(given_up))
    if query.work_state is not None:
        found.append(seen_state(viewer).in_(states_of(query.work_state)))
    found += receipt_filters(viewer, query, seen_state(viewer))
    return [
        *found,
        *seen_as(query.view),
        *of_unit(viewer, Assignment.unit_id, query.unit, query.view),
        *day_filters(viewer, query, today),
        *_subject_filters(query),
    ]


def _subject_filters(query: AssignmentQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.indicator is not None:
        found.append(Assignment.task_id.in_(tasks_moving(query.indicator)))
    if query.dimension == NO_DIMENSION:
        found.append(Task.dimension == "")
    elif query.dimension is not None:
        tasks = select(TaskDimension.task_id).where(TaskDimension.dimension == query.dimension)
        found.append(Assignment.task_id.in_(tasks))
    if query.q:
        found.append(matches(Task.folded + Unit.folded, query.q))
    return found


def _keyset(viewer: Viewer) -> Keyset:
    keys = {
        "sort": Key(Assignment.sort, int),
        "due_on": Key(Assignment.due_on, date, nullable=True),
        "unit": Key(Unit.sort, int),
        "updated_at": Key(Assignment.updated_at, datetime),
        "percent": Key(seen_percent(viewer), int, nullable=True),
    }
    return Keyset(keys, default="sort", id=Assignment.id)


def _page(viewer: Viewer, page: Subquery) -> AnySelect:
    return (
        select(*_columns(viewer))
        .select_from(page)
        .join(Assignment, Assignment.id == page.c["_id"])
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .outerjoin(AssignmentPart, AssignmentPart.assignment_id == Assignment.id)
    )


def _columns(viewer: Viewer) -> tuple[ColumnElement[Any] | Any, ...]:
    # in the order in which `_Shaping` takes them: the assignment's, then the task's, then the unit's
    return (
        Assignment.id,
        Assignment.version,
        Assignment.plan_id,
        Assignment.part,
        Assignment.mandate,
        Assignment.due_on,
        Assignment.first_due_on,
        Assignment.extended_times,
        Assignment.extension_asked,
        Assignment.submitted_on,
        Assignment.submitted_late,
        Assignment.updated_at,
        seen_state(viewer).label("work_state"),
        seen_percent(viewer).label("percent"),
        Task.id.label("task_id"),
        Task.key,
        Task.title,
        Task.source_ref,
        Task.kind,
        Task.mode,
        Task.cadence,
        Task.dimension,
        Task.requires_evidence,
        Task.example,
        Task.due_text,
        *UNIT_COLUMNS,
        Assignment.submitted_by,
        Assignment.submitted_for,
        Assignment.carried_to_id,
        Task.dropped_on,
        Plan.state.label("plan_state"),
        Task.by_unit_plan,
        *receipt_columns(seen_state(viewer)),
    )


UNIT_COLUMNS = (*columns.UNIT_COLUMNS, Unit.basis)


def shape_unit(row: AnyRow) -> dict[str, Any]:
    """The unit's part of a row."""
    return {**unit_of(row), "provisional": row.basis != PROVISIONAL_UNLESS}


_TASK_FIELDS = (
    "id",
    "key",
    "title",
    "source_ref",
    "kind",
    "mode",
    "cadence",
    "dimension",
    "requires_evidence",
    "example",
    "due_text",
)


class _Shaping:
    """Makes the rows of one answer the wire's `AssignmentRow`."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._today = clock.today()

    def __call__(self, row: AnyRow) -> dict[str, Any]:
        assignment_id, version, plan_id, part, mandate, due_on, first_due_on, extended, asked, submitted_on, late, updated_at, *rest = row
        state, percent, *task = rest
        return {
            "id": assignment_id,
            "version": version,
            "plan_id": plan_id,
            "task": dict(zip(_TASK_FIELDS, task, strict=False)),
            "unit": shape_unit(row),
            "part": part,
            "mandate": mandate,
            "due_on": due_on,
            "first_due_on": first_due_on,
            "extended_times": extended,
            "extension_asked": asked,
            "work_state": state,
            "deadline_state": deadline_state(Progress(state, due_on, late, mandate), self._today),
            "percent": percent,
            "submitted_on": submitted_on,
            "updated_at": updated_at,
            "carried_to_id": row.carried_to_id,
            "receipt": row.receipt,
            "receipt_note": row.receipt_note,
            "lead_mark": row.lead_mark,
            "allowed_actions": allowed_actions(self._actor, self._standing(state, row)),
        }

    def _standing(self, state: WorkState, row: AnyRow) -> Standing:
        unit, own = UnitRef(row.unit_id, row.coordinating), is_own_claim(self._actor, row)
        carried, dropped = row.carried_to_id is not None, row.dropped_on is not None
        return Standing(state, row.cadence, unit, row.due_on, row.extension_asked, own, carried, dropped, row.plan_state, row.by_unit_plan)
