"""Inspections: which the caller may see, one for an action, the list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef, Viewer
from papi.access.permissions import Scope
from papi.directory.columns import UNIT_COLUMNS, unit_of
from papi.directory.models import Unit
from papi.inspections.errors import InspectionNotFound
from papi.inspections.models import Finding, FindingState, Inspection, InspectionKind
from papi.inspections.schemas.inspections import InspectionQuery
from papi.inspections.words import KIND_WORDS, STATE_WORDS
from papi.inspections.workflow import READ, TO_REMEDY, InspectionStanding, inspection_actions
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect, one_of

Inspector = aliased(Unit)
_PLAIN = (
    "id",
    "version",
    "title",
    "kind",
    "state",
    "basis_number",
    "basis_on",
    "starts_on",
    "ends_on",
    "conclusion_number",
    "conclusion_on",
)


@dataclass(frozen=True)
class LoadedInspection:
    """An inspection with the unit inspected, and the name of the one that inspects."""

    inspection: Inspection
    unit: Unit
    inspector: str

    @property
    def standing(self) -> InspectionStanding:
        unit = UnitRef(self.unit.id, self.unit.coordinating)
        return InspectionStanding(self.inspection.state, unit, self.inspection.inspecting_unit_id, self.inspector)


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """All; or those of the own unit, of which an unannounced one shows when it has begun, and those that the own unit makes."""
    scopes = viewer.scopes(READ)
    if Scope.ALL in scopes:
        return true()
    if Scope.OWN not in scopes:
        return false()
    announced = or_(Inspection.kind != InspectionKind.UNANNOUNCED, Inspection.started_at.is_not(None))
    return or_(and_(viewer.keeps(Inspection.unit_id), announced), viewer.keeps(Inspection.inspecting_unit_id))


async def get_inspection(session: AsyncSession, actor: Actor, inspection_id: UUID, *, lock: bool = False) -> LoadedInspection:
    """An inspection that the actor may see, for an action; `lock` keeps others from moving it meanwhile."""
    actor.require_some(READ)
    statement = (
        select(Inspection, Unit, Inspector.short_name)
        .join(Unit, Unit.id == Inspection.unit_id)
        .join(Inspector, Inspector.id == Inspection.inspecting_unit_id)
        .where(Inspection.id == inspection_id, visible_to(actor))
    )
    if lock:
        statement = statement.with_for_update(of=Inspection, key_share=True).execution_options(populate_existing=True)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise InspectionNotFound
    return LoadedInspection(*row)


def waits() -> ColumnElement[bool]:
    """Whether the unit is to remedy a finding."""
    return one_of(Finding.state, sorted(TO_REMEDY))


def is_overdue() -> ColumnElement[bool]:
    """Whether its day has passed meanwhile."""
    return and_(waits(), Finding.due_on < clock.today())


def _of_inspection(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Finding.inspection_id == Inspection.id, condition)


def _counted(name: str, condition: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).where(Finding.inspection_id == Inspection.id, condition)
    return counted.correlate(Inspection).scalar_subquery().label(name)


def rows_of(actor: Actor) -> AnySelect:
    """Inspections with both units and what their findings come to."""
    return (
        select(
            *(getattr(Inspection, name) for name in _PLAIN),
            *UNIT_COLUMNS,
            Inspection.inspecting_unit_id,
            Inspector.short_name.label("inspector"),
            Inspection.findings_total,
            _counted("to_remedy", waits()),
            _counted("overdue", is_overdue()),
            _counted("to_verify", Finding.state == FindingState.REMEDIED),
        )
        .join(Unit, Unit.id == Inspection.unit_id)
        .join(Inspector, Inspector.id == Inspection.inspecting_unit_id)
        .where(visible_to(actor))
    )


def list_inspections(actor: Actor, query: InspectionQuery) -> Listing:
    """The inspections that the actor may see, the latest first."""
    actor.require_some(READ)
    statement = rows_of(actor).where(*_filters(query))
    return Listing(Pages(statement, _KEYSET), lambda row: shape_row(actor, row), _EXPORT)


def _filters(query: InspectionQuery) -> list[ColumnElement[bool]]:
    exact = (
        (Inspection.state, query.state),
        (Inspection.kind, query.kind),
        (Inspection.unit_id, query.unit),
        (Inspection.inspecting_unit_id, query.inspecting),
    )
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    having = ((query.overdue, is_overdue()), (query.waiting, waits()), (query.to_verify, Finding.state == FindingState.REMEDIED))
    found += [_of_inspection(condition) if wanted else ~_of_inspection(condition) for wanted, condition in having if wanted is not None]
    return [*found, matches(Inspection.folded, query.q)] if query.q else found


_KEYSET = Keyset(
    {
        "starts_on": Key(Inspection.starts_on, date),
        "unit": Key(Unit.sort, int),
        "title": Key(Inspection.folded, str),
    },
    default="-starts_on",
    id=Inspection.id,
)
_EXPORT = Export(
    "kiem-tra",
    [
        Column("title", "Cuộc kiểm tra", "Inspection", 50),
        Column("unit.name", "Đơn vị được kiểm tra", "Inspected unit", 26),
        Column("inspecting_unit.name", "Chủ trì kiểm tra", "Led by", 24),
        Column("kind", "Hình thức", "Kind", 22, words_of(KIND_WORDS)),
        Column("state", "Trạng thái", "State", 16, words_of(STATE_WORDS)),
        Column("basis_number", "Số quyết định, kế hoạch", "Decision", 22),
        Column("basis_on", "Ngày quyết định", "Decided on", 14),
        Column("starts_on", "Từ ngày", "From", 12),
        Column("ends_on", "Đến ngày", "Until", 12),
        Column("conclusion_number", "Số thông báo kết luận", "Conclusion", 22),
        Column("conclusion_on", "Ngày kết luận", "Concluded on", 14),
        Column("findings.total", "Tồn tại, hạn chế", "Findings", 12),
        Column("findings.to_remedy", "Chưa khắc phục", "To remedy", 12),
        Column("findings.overdue", "Quá hạn khắc phục", "Overdue", 12),
        Column("findings.to_verify", "Chờ xác nhận", "To verify", 12),
    ],
)


def shape_row(actor: Actor, row: AnyRow) -> dict[str, Any]:
    """A row as the wire's `InspectionRow`."""
    standing = InspectionStanding(row.state, UnitRef(row.unit_id, row.coordinating), row.inspecting_unit_id, row.inspector)
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "unit": unit_of(row),
        "inspecting_unit": {"id": row.inspecting_unit_id, "name": row.inspector},
        "findings": {
            "total": row.findings_total,
            "to_remedy": row.to_remedy,
            "overdue": row.overdue,
            "to_verify": row.to_verify,
        },
        "allowed_actions": inspection_actions(actor, standing),
    }


async def read_made(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> dict[str, Any]:
    """These inspections as rows of the list, in official order of the units."""
    rows = await session.execute(rows_of(actor).where(Inspection.id.in_(ids)).order_by(Unit.sort, Inspection.id))
    return {"items": [shape_row(actor, row) for row in rows]}
