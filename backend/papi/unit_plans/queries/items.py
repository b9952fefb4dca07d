"""The consolidated list: what all units have sent, row by row, by unit and by indicator."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.columns import unit_of
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment
from papi.unit_plans.models import UnitPlan, UnitPlanItem, UnitPlanText, UnitPlanVersion
from papi.unit_plans.queries.plans import UNIT_COLUMNS
from papi.unit_plans.queries.rows import followed_as, indicator_of
from papi.unit_plans.schemas.items import ItemQuery
from papi.unit_plans.words import KIND_WORDS

_Limit = aliased(UnitPlanText)


def list_unit_plan_items(actor: Actor, query: ItemQuery) -> Listing:
    """Rows of the plans that the actor may see, as they were last sent."""
    actor.require_some("unit_plan.read")
    return Listing(Pages(_rows(actor).where(*_filters(query)), _KEYSET), _item, EXPORT)


def _rows(actor: Actor) -> AnySelect:
    names = ("kind", "indicator_id", "text", "cause", "person", "due_on", "due_text", "deliverable", "unit_plan_id")
    return (
        select(
            UnitPlanText.item_id.label("item_id"),
            *(getattr(UnitPlanText, name) for name in names),
            _Limit.text.label("limit_text"),
            Indicator.code.label("indicator_code"),
            Indicator.name_vi.label("indicator_name"),
            Assignment.id.label("assignment_id"),
            UnitPlanVersion.accepted_at,
            *UNIT_COLUMNS,
        )
        .join(UnitPlan, and_(UnitPlan.id == UnitPlanText.unit_plan_id, UnitPlan.submission == UnitPlanText.number))
        .join(UnitPlanVersion, and_(UnitPlanVersion.unit_plan_id == UnitPlan.id, UnitPlanVersion.number == UnitPlan.submission))
        .join(Unit, Unit.id == UnitPlan.unit_id)
        .outerjoin(_Limit, _answered())
        .outerjoin(Indicator, Indicator.id == UnitPlanText.indicator_id)
        .outerjoin(UnitPlanItem, UnitPlanItem.id == UnitPlanText.item_id)
        .outerjoin(Assignment, followed_as())
        .where(actor.sees("unit_plan.read", UnitPlan.unit_id))
    )


def _answered() -> ColumnElement[bool]:
    """Joins a measure to the limit that it answers, as it was sent with it."""
    same = and_(_Limit.unit_plan_id == UnitPlanText.unit_plan_id, _Limit.number == UnitPlanText.number)
    return and_(same, _Limit.item_id == UnitPlanText.limit_id)


def _filters(query: ItemQuery) -> list[ColumnElement[bool]]:
    exact = ((UnitPlan.plan_id, query.plan), (UnitPlan.unit_id, query.unit), (UnitPlanText.kind, query.kind))
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if query.indicator is not None:
        found.append(or_(Indicator.id == query.indicator, Indicator.parent_id == query.indicator))
    if query.dimension is not None:
        found.append(or_(Indicator.code == query.dimension, Indicator.code.startswith(f"{query.dimension}.")))
    if query.followed is not None:
        found.append(Assignment.id.is_not(None) if query.followed else Assignment.id.is_(None))
    if query.due_before is not None:
        found.append(UnitPlanText.due_on < query.due_before)
    if query.q:
        found.append(matches(UnitPlanText.folded + Unit.folded, query.q))
    return found


_KEYSET = Keyset(
    {
        "unit": Key(Unit.sort, int),
        "indicator": Key(Indicator.sort, int, nullable=True),
        "due_on": Key(UnitPlanText.due_on, date, nullable=True),
    },
    default="unit",
    id=UnitPlanText.id,
)
EXPORT = Export(
    "tong-hop-giai-phap",
    [
        Column("unit.name", "Đơn vị", "Unit", 26),
        Column("indicator.code", "Mã chỉ tiêu", "Code", 10),
        Column("indicator.name", "Chỉ tiêu", "Indicator", 44),
        Column("limit", "Hạn chế", "Limit", 44),
        Column("cause", "Nguyên nhân", "Cause", 36),
        Column("kind", "Loại", "Kind", 12, words_of(KIND_WORDS)),
        Column("text", "Nội dung, giải pháp", "Measure", 60),
        Column("person", "Người thực hiện", "Person", 28),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("due_text", "Thời gian (lời văn)", "Time, in words", 22),
        Column("deliverable", "Sản phẩm", "Deliverable", 28),
        Column("accepted", "Đã chấp nhận", "Accepted", 12),
    ],
)


def _item(row: AnyRow) -> dict[str, Any]:
    names = ("unit_plan_id", "kind", "text", "cause", "person", "due_on", "due_text", "deliverable", "assignment_id")
    return {
        "id": row.item_id,
        **{name: getattr(row, name) for name in names},
        "unit": unit_of(row),
        "indicator": indicator_of(row),
        "limit": row.limit_text,
        "accepted": row.accepted_at is not None,
    }
