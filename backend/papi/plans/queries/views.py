"""Plans through changes of units: the work as it was given out then, or under the units that answer for it now."""

from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, Uuid, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from papi.access.actor import Viewer
from papi.directory.models import Unit, UnitLineage
from papi.kit.db import at_most
from papi.plans.models import Assignment
from papi.plans.schemas.assignments import MINE, NOW, THEN, UnitFilter, View


def seen_as(view: View | None) -> list[ColumnElement[bool]]:
    """As the plan gave the work out (`then`), else what counts today: each piece of work once."""
    return [Assignment.origin == ""] if view == THEN else [Assignment.carried_to_id.is_(None)]


def of_unit(viewer: Viewer, column: SQLColumnExpression[UUID], unit: UnitFilter | None, view: View | None) -> list[ColumnElement[bool]]:
    """What is a unit's; as of `now` with what those before it left to it. `mine` is what the viewer's dashboards count, as any view."""
    if unit is None:
        return []
    if unit == MINE:
        return [viewer.keeps(column)]
    if view != NOW:
        return [column == unit]
    before = select(UnitLineage.predecessor_id).where(UnitLineage.unit_id == unit, UnitLineage.answers.is_(True))
    return [or_(column == unit, column.in_(before))]


def shown_unit(unit_id: SQLColumnExpression[UUID], view: View | None) -> ColumnElement[UUID]:
    """Under which unit something of a unit is told."""
    return standing_unit(unit_id) if view == NOW else type_coerce(unit_id, Uuid())


def standing_unit(unit_id: SQLColumnExpression[UUID]) -> ColumnElement[UUID]:
    """The unit that answers today for a unit: itself, or the latest of those that came after it."""
    after = aliased(Unit)
    latest = (
        select(UnitLineage.unit_id)
        .join(after, after.id == UnitLineage.unit_id)
        .where(UnitLineage.predecessor_id == unit_id, UnitLineage.answers.is_(True))
        .order_by(after.valid_to.is_not(None), UnitLineage.since.desc())
        .correlate_except(UnitLineage, after)
    )
    return func.coalesce(at_most(latest, 1).scalar_subquery(), unit_id)
