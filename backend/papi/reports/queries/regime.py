"""The regime of reporting: as it was written down, else as it is shipped."""

import json
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
from papi.reports.models import Period, ReportRegime
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


async def periods_of_regime(session: AsyncSession, plan: Plan, language: str) -> list[dict[str, Any]]:
    """The periods of the plan's year by the regime, each with what would become of it."""
    written = await session.get(ReportRegime, ONLY)
    rows = [RegimeRow.model_validate(row) for row in written.rows] if written else shipped().rows
    years = range(plan.year - 1, plan.year + 2)
    named, _written = await days_of(session, years, language)
    names = {day.day: day.name for day in named if day.kind is DayKind.OFF}
    calendar = Calendar(await load_working_days(session, date(years[0], 1, 1), date(years[-1], 12, 31)), names)
    known = {row.code: row.id for row in await session.execute(select(Period.code, Period.id).where(Period.plan_id == plan.id))}
    found = [made(row, plan.year, calendar) for row in rows]
    return [{**item, "outcome": _outcome(item, plan, known), "period_id": known.get(item["code"])} for item in found]


def _outcome(item: dict[str, Any], plan: Plan, known: dict[str, Any]) -> str:
    if item["code"] in known:
        return "exists"
    return "before_plan" if plan.adopted_on is not None and item["data_to"] < plan.adopted_on else "create"
