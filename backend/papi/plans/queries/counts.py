"""How many assignments stand alike, through changes of units: the counts that are kept, or the same of what the plan gave out then."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, SQLColumnExpression, String, Subquery, and_, case, cast, func, literal, or_, select, union_all

from papi.kit.types import AnySelect, one_of
from papi.plans.models import Assignment, AssignmentCount, Mandate, Outcome, Task, TaskDimension, WorkState
from papi.plans.progress import TOTAL
from papi.plans.queries.views import seen_as, shown_unit
from papi.plans.schemas.assignments import THEN, View
from papi.plans.workflow.deadlines import SET_ASIDE


@lru_cache(maxsize=3)
def counts_seen_as(view: View | None) -> Subquery:
    """Counts by plan, unit and dimension, each task once under `TOTAL`; `shown_id` is the unit under which they are told."""
    return (_given(view) if view == THEN else _kept(view)).subquery("counts")


def _kept(view: View | None) -> AnySelect:
    unit_id, columns = AssignmentCount.unit_id, AssignmentCount.__table__.c
    return select(*columns, shown_unit(unit_id, view).label("shown_id")).where(AssignmentCount.number > 0)


def _given(view: View | None) -> AnySelect:
    """Counted anew in the shape of what is kept, as that counts nothing twice: not what went over to other units since."""
    by_dimension = select(TaskDimension.task_id, TaskDimension.dimension)
    without = select(Task.id, literal("")).where(Task.id.not_in(select(TaskDimension.task_id)))
    places = union_all(by_dimension, without, select(Task.id, literal(TOTAL))).subquery()
    return (
        select(
            Assignment.plan_id,
            Assignment.unit_id,
            places.c[1].label("dimension"),
            Assignment.mandate,
            _outcome().label("outcome"),
            _written(Assignment.due_on).label("due_on"),
            _written(Assignment.saved_on).label("saved_on"),
            literal(1).label("number"),
            Assignment.unit_id.label("shown_id"),
        )
        .join(places, places.c[0] == Assignment.task_id)
        .where(Assignment.own.is_(False), *seen_as(view))
    )


def _outcome() -> ColumnElement[Outcome]:
    """What `outcome_of` says of a row."""
    shown, late = Assignment.shown_work_state, Assignment.submitted_late
    told = {
        Outcome.DONE_LATE: and_(shown == WorkState.COMPLETED, late),
        Outcome.DONE: shown == WorkState.COMPLETED,
        Outcome.AWAITING_LATE: and_(shown == WorkState.AWAITING_CONFIRMATION, late),
        Outcome.AWAITING: shown == WorkState.AWAITING_CONFIRMATION,
        Outcome.ASIDE: one_of(shown, SET_ASIDE),
    }
    of_type = AssignmentCount.outcome.type
    return case(*((holds, literal(outcome, of_type)) for outcome, holds in told.items()), else_=literal(Outcome.OPEN, of_type))


def _written(day: SQLColumnExpression[date | None]) -> ColumnElement[str]:
    return func.coalesce(cast(day, String), "")


def overdue_on(counts: Subquery, today: date) -> ColumnElement[bool]:
    """Which counts are of overdue assignments; bodies that are asked are never late."""
    of = counts.c
    passed = and_(of.outcome == Outcome.OPEN, of.due_on != "", of.due_on < today.isoformat())
    return and_(of.mandate != Mandate.REQUESTED, or_(of.outcome == Outcome.AWAITING_LATE, passed))
