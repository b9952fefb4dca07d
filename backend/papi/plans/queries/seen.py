"""How far an assignment has come, as its own unit knows it and as everyone else does."""

from typing import Any

from sqlalchemy import ColumnElement, case

from papi.access.actor import Viewer
from papi.plans.models import Assignment


def seen_state(viewer: Viewer) -> ColumnElement[Any]:
    """The unit's own state for itself, the shown one for everyone else."""
    return case((viewer.keeps(Assignment.unit_id), Assignment.work_state), else_=Assignment.shown_work_state)


def seen_percent(viewer: Viewer) -> ColumnElement[Any]:
    """The same for the percent."""
    return case((viewer.keeps(Assignment.unit_id), Assignment.percent), else_=Assignment.shown_percent)
