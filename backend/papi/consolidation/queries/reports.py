"""Consolidated reports: which the caller may see, one for an action, lists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer
from papi.access.permissions import Scope
from papi.consolidation.errors import ConsolidatedNotFound
from papi.consolidation.models import ConsolidatedReport, ConsolidatedState
from papi.consolidation.schemas.reports import ConsolidatedQuery
from papi.consolidation.words import STATE_WORDS
from papi.consolidation.workflow import Standing, allowed_actions
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow
from papi.plans.models import Plan
from papi.reports.models import Period
from papi.reports.outline import Outline, read_outline
from papi.reports.queries.reports import PERIOD_COLUMNS, period_of

READ = "consolidated.read"


@dataclass(frozen=True)
class LoadedConsolidated:
    """A consolidated report with what its actions need."""

    report: ConsolidatedReport
    period: Period

    @property
    def standing(self) -> Standing:
        return standing_of(self.report)

    @property
    def tag(self) -> str:
        """The version that a precondition compares: the report's own and its paragraphs'."""
        return f"{self.report.version}.{self.report.content_version}"

    @property
    def outline(self) -> Outline:
        return read_outline(self.report.outline)


def standing_of(row: AnyRow | ConsolidatedReport) -> Standing:
    """What decides about actions, from a row or an object."""
    return Standing(row.state, row.submitted_by, row.submitted_for)


def reads_drafts(viewer: Viewer) -> bool:
    """Whether the viewer reads reports before they are approved."""
    return Scope.ALL in viewer.scopes(READ)


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """All for those who write and approve them; for others what has been approved once."""
    if reads_drafts(viewer):
        return true()
    return ConsolidatedReport.approved_edition > 0 if Scope.APPROVED in viewer.scopes(READ) else false()


async def get_consolidated(session: AsyncSession, actor: Actor, consolidated_id: UUID, *, lock: bool = False) -> LoadedConsolidated:
    """A report that the actor may see, for an action; `lock` keeps others from moving it meanwhile."""
    actor.require_some(READ)
    statement = (
        select(ConsolidatedReport, Period)
        .join(Period, Period.id == ConsolidatedReport.period_id)
        .where(ConsolidatedReport.id == consolidated_id, visible_to(actor))
    )
    if lock:
        statement = statement.with_for_update(of=ConsolidatedReport, key_share=True)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise ConsolidatedNotFound
    return LoadedConsolidated(*row)


def list_consolidated(actor: Actor, query: ConsolidatedQuery) -> Listing:
    """Consolidated reports, those of the latest periods first."""
    actor.require_some(READ)
    statement = (
        select(*_COLUMNS, *PERIOD_COLUMNS, Plan.year)
        .join(Period, Period.id == ConsolidatedReport.period_id)
        .join(Plan, Plan.id == Period.plan_id)
        .where(visible_to(actor), *_filters(actor, query))
    )
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


_COLUMNS = (
    ConsolidatedReport.id,
    ConsolidatedReport.version,
    ConsolidatedReport.title,
    ConsolidatedReport.state,
    ConsolidatedReport.edition,
    ConsolidatedReport.approved_edition,
    ConsolidatedReport.saved_at,
    ConsolidatedReport.submitted_at,
    ConsolidatedReport.submitted_by,
    ConsolidatedReport.submitted_for,
    ConsolidatedReport.approved_at,
    ConsolidatedReport.approved_by,
)


def _filters(actor: Actor, query: ConsolidatedQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, wanted in ((Plan.year, query.year), (Period.plan_id, query.plan), (ConsolidatedReport.period_id, query.period)):
        if wanted is not None:
            found.append(column == wanted)
    if query.state is not None:
        own = ConsolidatedReport.state == query.state
        found.append(own if reads_drafts(actor) else true() if query.state is ConsolidatedState.APPROVED else false())
    if query.q:
        found.append(matches(ConsolidatedReport.folded + Period.folded, query.q))
    return found


_KEYSET = Keyset(
    {"data_to": Key(Period.data_to, date), "saved_at": Key(ConsolidatedReport.saved_at, datetime, nullable=True)},
    default="-data_to",
    id=ConsolidatedReport.id,
)
_EXPORT = Export(
    "bao-cao-tong-hop",
    [
        Column("title", "Báo cáo", "Report", 50),
        Column("period.title", "Kỳ báo cáo", "Period", 32),
        Column("state", "Trạng thái", "State", 24, words_of(STATE_WORDS)),
        Column("edition", "Bản số", "Edition", 8),
        Column("submitted_at", "Trình lúc", "Submitted", 20),
        Column("approved_at", "Phê duyệt lúc", "Approved", 20),
        Column("approved_by", "Người phê duyệt", "Approved by", 26),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {**shown(actor, row), "period": period_of(row), "year": row.year, "allowed_actions": allowed_actions(actor, standing_of(row))}


def shown(actor: Actor, row: AnyRow | ConsolidatedReport) -> dict[str, Any]:
    """What every reader is told: where it stands for those who write and approve it, for others the approved edition."""
    names = ("id", "version", "title", "approved_edition", "approved_at", "approved_by")
    whole = reads_drafts(actor)
    return {
        **{name: getattr(row, name) for name in names},
        "state": row.state if whole else ConsolidatedState.APPROVED,
        "edition": row.edition if whole else row.approved_edition,
        "saved_at": row.saved_at if whole else None,
        "submitted_at": row.submitted_at if whole else None,
    }
