"""One unit plan in full, what it still lacks, and what it may start from."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.directory.queries import signature_of
from papi.framework.models import Indicator
from papi.kit.text import spoken
from papi.kit.types import AnyRow
from papi.plans.models import Plan, Target
from papi.unit_plans.errors import UnitPlanNotFound
from papi.unit_plans.models import ItemKind, UnitPlan, UnitPlanException, UnitPlanItem, UnitPlanState, UnitPlanText, UnitPlanVersion
from papi.unit_plans.queries.plans import LoadedUnitPlan, get_unit_plan, rows_of, shape_row, standing_of
from papi.unit_plans.queries.rows import indicator_of, items_of, linked_ids, read_documents, read_items
from papi.unit_plans.sufficiency import LACK_WORDS, lacks_of, lacks_of_all
from papi.unit_plans.words import KIND_WORDS
from papi.unit_plans.workflow import Standing, UnitPlanStep, refusal

_Behalf = aliased(Person)


async def read_unit_plan(session: AsyncSession, actor: Actor, unit_plan_id: UUID, number: int | None = None) -> dict[str, Any]:
    """A unit plan as the screen shows it: what the own unit is writing, else what was last sent, or the submission asked for."""
    actor.require_some("unit_plan.read")
    row = (await session.execute(rows_of(actor).where(UnitPlan.id == unit_plan_id))).one_or_none()
    if row is None or (number is not None and not 1 <= number <= row.submission):
        raise UnitPlanNotFound
    shown = number if number is not None else (0 if row.unit_id in actor.inherited else row.submission)
    shaped = shape_row(actor, row)
    standing = standing_of(row)
    return {
        **shaped,
        "due_text": row.due_text,
        "exception": await exception_of(session, row.plan_id, row.unit_id),
        "submitted_by": await signature_of(session, row.submitted_by, row.submitted_for, actor.language),
        "returned_at": row.returned_at,
        "return_code": row.return_code if row.state is UnitPlanState.RETURNED else None,
        "return_reason": row.return_reason if row.state is UnitPlanState.RETURNED else None,
        "saved_at": row.saved_at if row.unit_id in actor.inherited else None,
        "number": shown,
        "versions": await _versions(session, row.id),
        "items": await read_items(session, actor, row, shown, shaped["allowed_actions"]),
        "documents": await read_documents(session, actor, row.id, shown),
        "blocked": _blocked(actor, standing),
    }


async def exception_of(session: AsyncSession, plan_id: UUID, unit_id: UUID) -> dict[str, Any] | None:
    """The unit's own last day, if it was given one."""
    latest = (
        select(UnitPlanException)
        .where(UnitPlanException.plan_id == plan_id, UnitPlanException.unit_id == unit_id)
        .order_by(UnitPlanException.id.desc())
        .limit(1)
    )
    found = await session.scalar(latest)
    return {"due_on": found.due_on, "reason": found.reason} if found else None


async def _versions(session: AsyncSession, unit_plan_id: UUID) -> list[dict[str, Any]]:
    names = ("number", "submitted_at", "submitted_by", "accepted_at", "accepted_by")
    rows = await session.scalars(
        select(UnitPlanVersion).where(UnitPlanVersion.unit_plan_id == unit_plan_id).order_by(UnitPlanVersion.number)
    )
    return [{name: getattr(row, name) for name in names} for row in rows]


_NEXT_STEP = {
    UnitPlanState.DRAFT: UnitPlanStep.SUBMIT,
    UnitPlanState.RETURNED: UnitPlanStep.SUBMIT,
    UnitPlanState.SUBMITTED: UnitPlanStep.ACCEPT,
}


def _blocked(actor: Actor, standing: Standing) -> dict[str, str] | None:
    """Why the actor may not take the step that the plan waits for, where the actor is one of those concerned."""
    step = _NEXT_STEP.get(standing.state)
    if step is None:
        return None
    concerned = standing.unit.id in actor.own_units if step is UnitPlanStep.SUBMIT else bool(actor.scopes("unit_plan.review"))
    refused = refusal(actor, standing, step) if concerned else None
    return {"code": refused.code, "detail": refused.detail(actor.language)} if refused else None


async def find_missing(session: AsyncSession, loaded: LoadedUnitPlan, language: str) -> dict[str, Any]:
    """What is not yet enough, each with its row."""
    items = await items_of(session, loaded.unit_plan)
    documents = await linked_ids(session, loaded.unit_plan.id)
    found = [_lack(None, "", lack, language) for lack in lacks_of_all(items, len(documents))]
    for item in items:
        label = item.text.strip() or spoken(KIND_WORDS, item.kind, language)
        found += [_lack(item.id, label, lack, language) for lack in lacks_of(item)]
    return {"count": len(found), "items": found}


def _lack(item_id: UUID | None, label: str, lack: str, language: str) -> dict[str, Any]:
    return {"item_id": item_id, "label": label[:160], "lack": lack, "lack_words": spoken(LACK_WORDS, lack, language)}


async def read_suggestions(session: AsyncSession, actor: Actor, unit_plan_id: UUID) -> dict[str, Any]:
    """Low-rated indicators of the plan that no limit names yet, and the rows that the unit sent the year before."""
    loaded = await get_unit_plan(session, actor, unit_plan_id)
    actor.require("unit_plan.edit", loaded.standing.unit)
    named = select(UnitPlanItem.indicator_id).where(
        UnitPlanItem.unit_plan_id == unit_plan_id, UnitPlanItem.kind == ItemKind.LIMIT, UnitPlanItem.indicator_id.is_not(None)
    )
    low = await session.execute(
        select(
            Indicator.id.label("indicator_id"),
            Indicator.code.label("indicator_code"),
            Indicator.name_vi.label("indicator_name"),
            Target.low_rated_source,
        )
        .join(Target, and_(Target.indicator_id == Indicator.id, Target.plan_id == loaded.plan.id))
        .where(Target.low_rated.is_(True), Indicator.id.not_in(named))
        .order_by(Indicator.sort)
    )
    items = [_suggestion("low_rated", ItemKind.LIMIT, row, row.low_rated_source) for row in low]
    return {"items": [*items, *await _last_year(session, loaded)]}


async def _last_year(session: AsyncSession, loaded: LoadedUnitPlan) -> list[dict[str, Any]]:
    """The rows of the unit's latest earlier plan; an indicator goes on under its code in this year's edition."""
    before = (
        select(UnitPlan.id, UnitPlan.submission, Plan.year)
        .join(Plan, Plan.id == UnitPlan.plan_id)
        .where(UnitPlan.unit_id == loaded.unit.id, Plan.year < loaded.plan.year, UnitPlan.submission > 0)
        .order_by(Plan.year.desc())
        .limit(1)
    )
    earlier = (await session.execute(before)).one_or_none()
    if earlier is None:
        return []
    then, now = aliased(Indicator), aliased(Indicator)
    rows = await session.execute(
        select(UnitPlanText, now.id.label("indicator_id"), now.code.label("indicator_code"), now.name_vi.label("indicator_name"))
        .outerjoin(then, then.id == UnitPlanText.indicator_id)
        .outerjoin(now, and_(now.code == then.code, now.framework_id == loaded.plan.framework_id))
        .where(UnitPlanText.unit_plan_id == earlier.id, UnitPlanText.number == earlier.submission)
        .order_by(UnitPlanText.kind, UnitPlanText.sort)
    )
    return [_suggestion("last_year", row[0].kind, row, str(earlier.year), row[0]) for row in rows]


def _suggestion(source: str, kind: ItemKind, row: AnyRow, note: str | None, text: UnitPlanText | None = None) -> dict[str, Any]:
    said = {name: getattr(text, name) if text else "" for name in ("text", "cause", "person", "due_text", "deliverable")}
    return {"source": source, "note": note, "kind": kind, "indicator": indicator_of(row), **said}
