"""Findings: one for an action, the list over all inspections that the caller may see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import Scope
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.inspections.errors import FindingNotFound
from papi.inspections.models import Finding, FindingRemedy, FindingState, Inspection
from papi.inspections.queries.inspections import Inspector, LoadedInspection, is_overdue, visible_to, waits
from papi.inspections.schemas.findings import FindingQuery
from papi.inspections.words import FINDING_WORDS, SEVERITY_WORDS
from papi.inspections.workflow import FOLLOWED, MANAGE, READ, REMEDY, TO_REMEDY, FindingStanding, InspectionStanding, finding_actions
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect, one_of

_PLAIN = ("id", "version", "number", "text", "recommendation", "severity", "state", "due_on", "remedied_at", "remedied_late", "closed_at")


@dataclass(frozen=True)
class LoadedFinding:
    """A finding with its inspection, and what the unit said of it last."""

    finding: Finding
    of: LoadedInspection
    remedy: FindingRemedy | None

    @property
    def standing(self) -> FindingStanding:
        sent = (self.remedy.sent_by, self.remedy.sent_for) if self.remedy else (None, None)
        return FindingStanding(self.finding.state, self.of.standing, *sent)


def last_remedy() -> ColumnElement[bool]:
    """Joins a finding to what the unit said of it last."""
    return and_(FindingRemedy.finding_id == Finding.id, FindingRemedy.number == Finding.attempt)


async def get_finding(session: AsyncSession, actor: Actor, finding_id: UUID, *, lock: bool = False) -> LoadedFinding:
    """A finding that the actor may see, for an action; `lock` keeps others from moving it meanwhile."""
    actor.require_some(READ)
    statement = (
        select(Finding, Inspection, Unit, Inspector.short_name)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .join(Unit, Unit.id == Inspection.unit_id)
        .join(Inspector, Inspector.id == Inspection.inspecting_unit_id)
        .where(Finding.id == finding_id, visible_to(actor))
    )
    if lock:
        statement = statement.with_for_update(of=Finding, key_share=True).execution_options(populate_existing=True)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise FindingNotFound
    remedy = await session.get(FindingRemedy, (row[0].id, row[0].attempt), populate_existing=lock)
    return LoadedFinding(row[0], LoadedInspection(*row[1:]), remedy)


def is_followed() -> ColumnElement[bool]:
    """Whether somebody is still to act: the unit, or whoever inspected."""
    return one_of(Finding.state, sorted(FOLLOWED))


def rows_of(actor: Actor) -> AnySelect:
    """Findings with their inspection and unit, and with what decides about actions."""
    return (
        select(
            *(getattr(Finding, name) for name in _PLAIN),
            Inspection.id.label("inspection_id"),
            Inspection.title,
            Inspection.state.label("inspection_state"),
            Inspection.inspecting_unit_id,
            Inspector.short_name.label("inspector"),
            Unit.id.label("unit_id"),
            Unit.code.label("unit_code"),
            Unit.short_name.label("unit_name"),
            Unit.coordinating,
            Indicator.code.label("indicator_code"),
            FindingRemedy.sent_by,
            FindingRemedy.sent_for,
        )
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .join(Unit, Unit.id == Inspection.unit_id)
        .join(Inspector, Inspector.id == Inspection.inspecting_unit_id)
        .outerjoin(Indicator, Indicator.id == Finding.indicator_id)
        .outerjoin(FindingRemedy, last_remedy())
        .where(visible_to(actor))
    )


def list_findings(actor: Actor, query: FindingQuery) -> Listing:
    """The findings of the inspections that the actor may see, by the day on which they are due."""
    actor.require_some(READ)
    statement = rows_of(actor).where(*_filters(actor, query))
    return Listing(Pages(statement, _KEYSET), lambda row: shape_row(actor, row), _EXPORT)


def _filters(actor: Actor, query: FindingQuery) -> list[ColumnElement[bool]]:
    exact = (
        (Finding.inspection_id, query.inspection),
        (Inspection.unit_id, query.unit),
        (Finding.state, query.state),
        (Finding.severity, query.severity),
    )
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    said = ((query.overdue, is_overdue()), (query.waiting, waits()))
    found += [condition if wanted else ~condition for wanted, condition in said if wanted is not None]
    if query.verifiable:
        found.append(verifiable_by(actor) if actor.scopes(MANAGE) else false())
    return [*found, matches(Finding.folded + Inspection.folded, query.q)] if query.q else found


_KEYSET = Keyset(
    {"due_on": Key(Finding.due_on, date), "unit": Key(Unit.sort, int), "created_at": Key(Finding.created_at, datetime)},
    default="due_on",
    id=Finding.id,
)


def _yes(value: Any, language: str) -> str | None:
    return ("yes" if language == "en" else "có") if value else None


_EXPORT = Export(
    "ton-tai-han-che",
    [
        Column("unit.name", "Đơn vị", "Unit", 26),
        Column("inspection.title", "Cuộc kiểm tra", "Inspection", 44),
        Column("number", "Số", "No.", 6),
        Column("text", "Tồn tại, hạn chế", "Finding", 60),
        Column("recommendation", "Kiến nghị", "Recommendation", 50),
        Column("severity", "Mức độ", "Severity", 14, words_of(SEVERITY_WORDS)),
        Column("indicator_code", "Chỉ tiêu", "Indicator", 10),
        Column("due_on", "Hạn khắc phục", "Due", 14),
        Column("state", "Trạng thái", "State", 26, words_of(FINDING_WORDS)),
        Column("overdue", "Quá hạn", "Overdue", 10, said=_yes),
        Column("remedied_at", "Khắc phục lần đầu", "First remedied", 18),
        Column("closed_at", "Kết thúc lúc", "Closed at", 18),
    ],
)


def shape_row(actor: Actor, row: AnyRow) -> dict[str, Any]:
    """A row as the wire's `FindingRow`."""
    inspection = InspectionStanding(row.inspection_state, UnitRef(row.unit_id, row.coordinating), row.inspecting_unit_id, row.inspector)
    return {
        **{name: getattr(row, name) for name in _PLAIN if name != "remedied_late"},
        "inspection": {"id": row.inspection_id, "title": row.title, "state": row.inspection_state},
        "unit": {"id": row.unit_id, "code": row.unit_code, "name": row.unit_name},
        "indicator_code": row.indicator_code,
        "overdue": overdue(row.state, row.due_on),
        "late": row.remedied_late,
        "allowed_actions": finding_actions(actor, FindingStanding(row.state, inspection, row.sent_by, row.sent_for)),
    }


def overdue(state: FindingState, due_on: date) -> bool:
    """Whether the unit is behind now."""
    return state in TO_REMEDY and due_on < clock.today()


async def count_waiting(session: AsyncSession, actor: Actor) -> dict[str, int]:
    """How many findings the actor's unit is to remedy, how many of them are overdue, and how many remedies wait for this very person:
    those that the list shows as verifiable."""
    mine = and_(waits(), actor.answers(Inspection.unit_id)) if actor.scopes(REMEDY) else false()
    theirs = verifiable_by(actor) if actor.scopes(MANAGE) else false()
    counted = (func.count().filter(mine), func.count().filter(and_(mine, is_overdue())), func.count().filter(theirs))
    statement = (
        select(*counted)
        .select_from(Finding)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .outerjoin(FindingRemedy, last_remedy())
        .where(is_followed(), visible_to(actor))
    )
    row = (await session.execute(statement)).one()
    return {"to_remedy": row[0], "overdue": row[1], "to_verify": row[2]}


def verifiable_by(actor: Actor) -> ColumnElement[bool]:
    """Remedies that this very person may verify: what `finding_refusal` says of the step. Joins the inspection and the last remedy."""
    everywhere = Scope.ALL in actor.scopes(MANAGE)
    return and_(
        Finding.state == FindingState.REMEDIED,
        Inspection.unit_id.not_in(actor.own_units),
        true() if everywhere else actor.answers(Inspection.inspecting_unit_id),
        *(or_(column.is_(None), column.not_in(actor.people)) for column in (FindingRemedy.sent_by, FindingRemedy.sent_for)),
    )
