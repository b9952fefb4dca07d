"""Loads the demo: reference data, the plan, the cast, the evidence, and what happened until its first day."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.keys import Keys
from papi.access.passwords import hash_password
from papi.demo.absences import scenes_of_absences
from papi.demo.activities import scenes_of_activities
from papi.demo.annex import load_annex
from papi.demo.at_work import scenes_of_work
from papi.demo.attention import scenes_of_attention
from papi.demo.august import scenes_of_august
from papi.demo.calendar import scenes_of_the_calendar
from papi.demo.cast import Cast, make_cast
from papi.demo.connections import scenes_of_connections
from papi.demo.consolidating import scenes_of_consolidating
from papi.demo.corrections import scenes_of_corrections
from papi.demo.dispatching import scenes_of_dispatching
from papi.demo.extensions import scenes_of_extensions
from papi.demo.files import DATA
from papi.demo.inspections import scenes_of_inspections
from papi.demo.judging import scenes_of_judging
from papi.demo.july import scenes_of_july
from papi.demo.letterheads import scenes_of_letterheads
from papi.demo.library import Library, templates_for, upload, upload_infected
from papi.demo.measures import scenes_of_measures
from papi.demo.nine_months import scenes_of_nine_months
from papi.demo.plan_papers import scenes_of_the_plan
from papi.demo.privacy import scenes_of_privacy
from papi.demo.reorganising import add_station, scenes_of_reorganising
from papi.demo.september import scenes_of_september
from papi.demo.stage import FIRST_WARD, Stage, at, play
from papi.demo.subject_requests import scenes_of_subject_requests
from papi.demo.texts import compare_two
from papi.demo.third_quarter import scenes_of_the_third_quarter
from papi.demo.unit_plans import scenes_of_unit_plans
from papi.demo.urging import scenes_of_urging
from papi.demo.webhooks import load_webhooks
from papi.directory.models import Unit, UnitKind, UnitLevel, level_of
from papi.feed.shaping import TELLING
from papi.framework.importing import load_scores
from papi.framework.loading import load_frameworks
from papi.framework.models import ScoreLevel
from papi.inspections.reminding import remind_of_findings
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.installation import mark_as_demo
from papi.kit.storage import Storage
from papi.notifications.models import Notification
from papi.outbox.chain import chain_batch
from papi.outbox.facts import SYSTEM
from papi.oversight.climbing import climb
from papi.plans.loading import load_plan
from papi.plans.models import Plan
from papi.settings import DEMO_STARTS_AT, Settings
from papi.units.loading import load_units

_SCORE_SOURCES = {
    **dict.fromkeys(ScoreLevel, "PAPI (CECODES, RTA, UNDP); số liệu nội dung thành phần: hnks-gh/ml-mcdm (MIT), các cấp trên là tổng"),
    ScoreLevel.INDICATOR: "PAPI 2023 (CECODES, RTA, UNDP); số liệu: tunah72/papi-dashboard",
}
ADOPTED_AT = at(6, 24, 10)
READ_UNTIL = at(9, 16, 8)  # people looked at their notices on Monday morning


async def is_empty(session: AsyncSession) -> bool:
    """Whether nobody has put anything into this database yet."""
    return await session.scalar(select(Unit.id).limit(1)) is None


async def load_demo(database: Database, storage: Storage, settings: Settings, keys: Keys) -> None:
    """Fill an empty database with the demo; its calendar then goes on from its first day."""
    password_hash = await hash_password(settings.demo_password.get_secret_value())
    with clock.business_at(ADOPTED_AT):
        async with database.writing() as session:
            cast, plan = await _load_reference(session, password_hash)
    with clock.business_at(at(6, 24, 11)):
        await load_annex(database, cast.coordinator, plan)
    library = Library(storage, {})
    with clock.business_at(at(6, 25, 8)):
        async with database.writing() as session:
            await _fill_library(session, cast, library)
    stage = Stage(database, cast, library, plan, keys.seals[0])
    scenes = [*scenes_of_the_plan(stage), *await scenes_of_unit_plans(stage), *scenes_of_july(stage)]
    scenes += [
        *await scenes_of_august(stage),
        *scenes_of_the_third_quarter(stage),
        *scenes_of_extensions(stage),
        *scenes_of_the_calendar(stage),
        *scenes_of_letterheads(stage),
        *scenes_of_absences(stage),
        *scenes_of_urging(stage),
        *scenes_of_corrections(stage),
        *scenes_of_judging(stage),
        *scenes_of_consolidating(stage),
        *scenes_of_dispatching(stage),
        *scenes_of_attention(stage),
        *scenes_of_september(stage),
        *scenes_of_nine_months(stage),
        *scenes_of_inspections(stage),
        *scenes_of_privacy(stage),
        *scenes_of_subject_requests(stage),
        *scenes_of_measures(stage),
        *scenes_of_activities(stage),
        *scenes_of_connections(stage),
    ]
    scenes += [*scenes_of_reorganising(stage), *scenes_of_work(stage)]
    await play(database, scenes)
    begins = settings.business_date or datetime.fromisoformat(DEMO_STARTS_AT)
    with clock.business_at(begins):  # as the worker does on every working day
        await climb(database)
        await remind_of_findings(database)
    async with database.writing() as session:
        await session.execute(update(Notification).where(Notification.created_at < READ_UNTIL).values(read_at=READ_UNTIL, mail=None))
        await mark_as_demo(session, begins)
    await _chain(database)
    await load_webhooks(database, settings, begins)


async def _chain(database: Database) -> None:
    while await chain_batch(database, TELLING):
        pass


async def _load_reference(session: AsyncSession, password_hash: str) -> tuple[Cast, Plan]:
    await load_units(session, _json("units.json"))
    await load_frameworks(session, DATA)
    await load_scores(session, DATA / "scores.csv", _SCORE_SOURCES)
    cast = await make_cast(session, password_hash)
    plan = await load_plan(session, _json("plan-2024.json"), SYSTEM)
    await add_station(session, cast, password_hash)
    return cast, plan


def _json(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


_NOBODY_WRITES = {UnitKind.CITY}
_PAPERS_EACH = 6


async def _fill_library(session: AsyncSession, cast: Cast, library: Library) -> None:
    """Every unit has some papers; Phường 1, which the demo's visitor works in, has them all."""
    for place, unit in enumerate(cast.units.values()):
        if unit.kind in _NOBODY_WRITES or (f"{unit.code.lower()}.head" not in cast.actors and not unit.coordinating):
            continue
        papers = templates_for(unit)
        own = papers if unit.code == FIRST_WARD else papers[:1] + papers[1 + place % 4 :: 4][: _PAPERS_EACH - 1]
        head, officer = cast.head(unit.code), cast.officer(unit.code)
        await upload(session, library, (officer, unit, head.full_name), own)
        if unit.code == FIRST_WARD:
            await upload_infected(session, library, (officer, unit, head.full_name))
    wards = [unit for unit in cast.units.values() if level_of(unit.kind) is UnitLevel.WARD]
    await compare_two(session, [wards[1], wards[6]])
