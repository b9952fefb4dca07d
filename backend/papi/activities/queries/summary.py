"""The totals: what units held, by kind."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.activities.models import Activity, ActivityKind, ActivityState
from papi.activities.queries.activities import counted_filters, visible_to
from papi.activities.schemas import SummaryQuery
from papi.activities.words import KIND_WORDS
from papi.activities.workflow import READ
from papi.directory.columns import unit_of
from papi.directory.models import Unit
from papi.kit.documents import Column, Export
from papi.kit.types import AnyRow

EXPORT = Export(
    "tong-hop-hoat-dong",
    [
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("number", "Số hoạt động", "Activities", 12),
        Column("participants", "Số lượt người tham gia", "Participants", 14),
        Column("women", "Trong đó nữ", "Women", 12),
        *(
            column
            for kind, (vi, en) in KIND_WORDS.items()
            for column in (
                Column(f"kinds.{kind}.number", f"{vi}: số hoạt động", f"{en}: activities", 16),
                Column(f"kinds.{kind}.participants", f"{vi}: lượt người", f"{en}: participants", 16),
            )
        ),
    ],
)
_SUMS = ("number", "participants", "women")


async def summarise(session: AsyncSession, actor: Actor, query: SummaryQuery) -> dict[str, Any]:
    """What was held, per unit in official order and kind."""
    actor.require_some(READ)
    statement = (
        select(
            Activity.unit_id,
            Unit.code.label("unit_code"),
            Unit.short_name.label("unit_name"),
            Unit.kind.label("unit_kind"),
            Activity.kind,
            func.count().label("number"),
            func.coalesce(func.sum(Activity.participants), 0).label("participants"),
            func.coalesce(func.sum(Activity.women), 0).label("women"),
        )
        .join(Unit, Unit.id == Activity.unit_id)
        .where(visible_to(actor), Activity.state == ActivityState.HELD, *counted_filters(query))
        .group_by(Activity.unit_id, Unit.code, Unit.short_name, Unit.kind, Unit.sort, Activity.kind)
        .order_by(Unit.sort, Activity.unit_id)
    )
    items: dict[Any, dict[str, Any]] = {}
    for row in await session.execute(statement):
        item = items.setdefault(row.unit_id, _nothing_of(row))
        for name in _SUMS:
            item[name] += int(getattr(row, name))
        item["kinds"][row.kind.value] = {"number": row.number, "participants": int(row.participants)}
    return {**{name: sum(item[name] for item in items.values()) for name in _SUMS}, "items": list(items.values())}


def _nothing_of(row: AnyRow) -> dict[str, Any]:
    kinds = {kind.value: {"number": 0, "participants": 0} for kind in ActivityKind}
    return {"unit": unit_of(row), "number": 0, "participants": 0, "women": 0, "kinds": kinds}
