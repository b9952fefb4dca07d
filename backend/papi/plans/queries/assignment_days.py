"""What the days of assignments say: how each stands by its own, and which a list's filters keep."""

from datetime import date

from sqlalchemy import ColumnElement, or_

from papi.access.actor import Viewer
from papi.plans.models import Assignment, DeadlineState
from papi.plans.queries.seen import seen_state
from papi.plans.queries.tally import UPDATED_WITHIN
from papi.plans.schemas.assignments import IN_TIME, AssignmentQuery
from papi.plans.workflow.deadlines import OPEN_STATES, ProgressColumns, deadline_expression


def deadline_as_seen(viewer: Viewer, today: date) -> ColumnElement[str]:
    """How the viewer sees the assignment stand by its day."""
    columns = ProgressColumns(seen_state(viewer), Assignment.due_on, Assignment.submitted_late, Assignment.mandate)
    return deadline_expression(columns, today)


def day_filters(viewer: Viewer, query: AssignmentQuery, today: date) -> list[ColumnElement[bool]]:
    """The conditions on days that a list's filters come to."""
    found: list[ColumnElement[bool]] = []
    if query.deadline_state is not None:
        still = (DeadlineState.ON_TRACK, DeadlineState.DUE_SOON)
        wanted = still if query.deadline_state == IN_TIME else (query.deadline_state,)
        found.append(deadline_as_seen(viewer, today).in_(wanted))
    if query.due_before is not None:
        found.append(Assignment.due_on < query.due_before)
    if query.due_after is not None:
        found.append(Assignment.due_on > query.due_after)
    if query.not_saved_since is not None:
        found.append(_not_saved_since(query.not_saved_since))
    if query.stale:
        found += [seen_state(viewer).in_(OPEN_STATES), _not_saved_since(today - UPDATED_WITHIN)]
    return found


def _not_saved_since(day: date) -> ColumnElement[bool]:
    return or_(Assignment.saved_on.is_(None), Assignment.saved_on < day)
