"""Search across tasks, reports, evidence, units and indicators, within what the caller may see, without regard to diacritics."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import visible_to as evidence_visible_to
from papi.evidence.texts.searching import add_excerpts, found_by
from papi.framework.models import Framework, Indicator
from papi.kit import clock
from papi.kit.db import at_most
from papi.kit.paging import matches
from papi.kit.text import search_words
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Plan, PlanState, Task
from papi.plans.queries.in_force import is_in_force
from papi.plans.queries.tasks import task_visible_to
from papi.reports.models import Period, Report
from papi.reports.queries.reports import visible_to as report_visible_to
from papi.units.queries import called

_EACH = 8
_DOCUMENT = (Evidence.id, Evidence.title, Evidence.document_number, Evidence.file_name, Evidence.contains_personal_data)


async def search(session: AsyncSession, actor: Actor, text: str) -> dict[str, Any]:
    """At most eight hits of each kind."""
    actor.require_some("search")
    if not search_words(text):
        return {"groups": []}
    groups: list[dict[str, Any]] = []
    for kind, permission, statement in _statements(actor, text):
        if not actor.scopes(permission):
            continue
        rows = (await session.execute(at_most(statement, _EACH))).all()
        hits = [{"type": kind, "id": row.id, "title": row.title, "subtitle": row.subtitle or "", "found_in_text": None} for row in rows]
        if kind == "evidence" and rows:
            await _tell_where(session, hits, rows, text)
        if hits:
            groups.append({"type": kind, "items": hits})
    return {"groups": groups}


async def _tell_where(session: AsyncSession, hits: list[dict[str, Any]], rows: Sequence[AnyRow], text: str) -> None:
    """Of documents whose content alone has the words: where in it."""
    described = [{column.key: getattr(row, column.key) for column in _DOCUMENT} for row in rows]
    await add_excerpts(session, described, text)
    for hit, document in zip(hits, described, strict=True):
        hit["found_in_text"] = document["found_in_text"]


def _statements(actor: Actor, text: str) -> list[tuple[str, str, AnySelect]]:
    latest = select(Framework.id).order_by(Framework.year.desc())
    of_any_plan = latest.where(Framework.id.in_(select(Plan.framework_id))).limit(1).scalar_subquery()
    in_force = select(Plan.framework_id).where(is_in_force(clock.today().year)).scalar_subquery()
    # the page of the indicators opens the same edition
    edition = func.coalesce(in_force, of_any_plan)
    return [
        (
            "task",
            "plan.read",
            select(Task.id, Task.title.label("title"), Task.source_ref.label("subtitle"))
            .join(Plan, Plan.id == Task.plan_id)
            .where(task_visible_to(actor), Plan.state != PlanState.DISCARDED, matches(Task.folded, text))
            .order_by(Task.sort),
        ),
        (
            "report",
            "report.read",
            select(Report.id, Period.title.label("title"), Unit.short_name.label("subtitle"))
            .join(Period, Period.id == Report.period_id)
            .join(Unit, Unit.id == Report.unit_id)
            .where(report_visible_to(actor), Report.carried_on.is_(None), matches(Unit.folded + Period.folded, text))
            .order_by(Period.data_to.desc(), Unit.sort),
        ),
        (
            "evidence",
            "evidence.read",
            select(*_DOCUMENT, Unit.short_name.label("subtitle"))
            .join(Unit, Unit.id == Evidence.unit_id)
            .where(evidence_visible_to(actor), found_by(text))
            .order_by(matches(Evidence.folded, text).desc(), Evidence.uploaded_at.desc()),
        ),
        (
            "unit",
            "units.read",
            select(Unit.id, Unit.name.label("title"), Unit.code.label("subtitle"))
            .where(called(text))
            .order_by(Unit.valid_to.is_not(None), Unit.sort),
        ),
        (
            "indicator",
            "framework.read",
            select(Indicator.id, Indicator.name_vi.label("title"), Indicator.code.label("subtitle"))
            .where(matches(Indicator.folded, text), Indicator.framework_id == edition)
            .order_by(Indicator.sort),
        ),
    ]
