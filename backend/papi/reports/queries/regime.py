"""The regime of reporting: as it was written down, else as it is shipped."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.models import DayKind
from papi.calendar.queries import days_of, load_working_days
from papi.directory.models import Person
from papi.plans.models import Plan
from papi.reports.models import Period, PeriodKind, ReportRegime
from papi.reports.queries.periods import period_item, with_deadlines
from papi.reports.regime import Calendar, made
from papi.reports.schemas.regime import RegimeRow, RegimeWrite

ONLY = 1


@cache
def shipped() -> RegimeWrite:
    """The regime of văn bản 581/BNV-CCHC with the days of Phòng Nội vụ, until somebody writes another one down."""
    text = resources.files("papi.reports").joinpath("data/regime.json").read_text(encoding="utf-8")
    return RegimeWrite.model_validate(json.loads(text))


async def read_regime(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The regime as the screen shows it."""
    actor.require_some("period.read")
    statement = select(ReportRegime, Person.full_name).join(Person, Person.id == ReportRegime.changed_by)
    found = (await session.execute(statement)).one_or_none()
    written = found[0] if found else None
    rows = written.rows if written else [row.model_dump(mode="json") for row in shipped().rows]
    return {
        "version": written.version if written else 0,
        "source": "written" if written else "shipped",
        "basis": written.basis if written else shipped().basis,
        "changed_by": found[1] if found else None,
        "changed_at": written.changed_at if written else None,
        "rows": rows,
        "allowed_actions": ["edit"] if actor.may("period.manage") else [],
    }


async def rows_in_force(session: AsyncSession) -> Sequence[RegimeRow]:
    """The reports of a year as the regime has them."""
    written = await session.get(ReportRegime, ONLY)
    return [RegimeRow.model_validate(row) for row in written.rows] if written else shipped().rows


async def periods_of_regime(session: AsyncSession, plan: Plan, rows: Sequence[RegimeRow], language: str) -> dict[str, Any]:
    """The periods of the plan's year by a regime, each with what would become of it, and those that it does not name."""
    years = range(plan.year - 1, plan.year + 2)
    named, _written = await days_of(session, years, language)
    names = {day.day: day.name for day in named if day.kind is DayKind.OFF}
    calendar = Calendar(await load_working_days(session, date(years[0], 1, 1), date(years[-1], 12, 31)), names)
    standing = await _standing(session, plan)
    found = [made(row, plan.year, calendar) for row in rows]
    codes = {item["code"] for item in found}
    unlisted = [period for code, period in standing.items() if code not in codes and period["kind"] is not PeriodKind.AD_HOC]
    return {"items": [_beside(item, plan, standing.get(item["code"])) for item in found], "unlisted": unlisted}


async def _standing(session: AsyncSession, plan: Plan) -> dict[str, dict[str, Any]]:
    """The plan's periods as they stand, by code, the earliest window first."""
    rows = await session.execute(with_deadlines().where(Period.plan_id == plan.id).order_by(Period.data_to, Period.code))
    return {row.code: period_item(row) for row in rows.all()}


def _beside(item: dict[str, Any], plan: Plan, stands: dict[str, Any] | None) -> dict[str, Any]:
    """What would become of the report, and where the period that stands already is another."""
    if stands is None:
        return {**item, "outcome": _outcome(item, plan), "period_id": None, "stands": None, "differs": []}
    differs = [name for name in ("title", "data_from", "data_to", "cumulative") if item[name] != stands[name]]
    differs += [level for level, due_at in item["deadlines"].items() if due_at != stands["deadlines"][level]]
    return {**item, "outcome": "exists", "period_id": stands["id"], "stands": stands, "differs": differs}


def _outcome(item: dict[str, Any], plan: Plan) -> str:
    if plan.adopted_on is not None and item["data_to"] < plan.adopted_on:
        return "before_plan"
    return "create" if item["in_order"] else "out_of_order"
