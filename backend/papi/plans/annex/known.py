"""What a file is read against: the units in force in the plan's time, its edition, and what was answered about its spellings before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit, UnitGroup, UnitGroupMember, UnitKind, UnitVersion
from papi.directory.queries import in_use
from papi.framework.models import Framework, Indicator, ScoreLevel
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.text import fold
from papi.plans.annex.nodes import Edition, Node
from papi.plans.annex.proposals import Asked, Key, answers_of
from papi.plans.annex.reading import Known
from papi.plans.annex.spelling import plain
from papi.plans.annex.times import time_of
from papi.plans.annex.units import Directory, KnownGroup, KnownUnit, Values
from papi.plans.models import AnnexSpelling, Plan
from papi.plans.schemas.annex import Answer
from papi.plans.totals import TOTAL_CODE, TOTAL_NAMES
from papi.plans.workflow.assignments import ASKED_KINDS

_NAMES_OF_TOTAL = (
    *(TOTAL_CODE, f"{TOTAL_CODE} {TOTAL_NAMES[0]}", "Chỉ số PAPI", "Điểm PAPI", "Tổng điểm PAPI", "Tổng điểm Chỉ số PAPI"),
    *("Điểm Chỉ số PAPI", "Điểm tổng hợp PAPI", "Chỉ số PAPI cấp tỉnh", "PAPI total"),
)


async def known_of(session: AsyncSession, plan: Plan, given: list[Answer]) -> tuple[Known, Mapping[Key, Values]]:
    """All that is known, and of it what was answered just now. 422 where an answer names what is not there."""
    rows = await session.scalars(select(AnnexSpelling).where(AnnexSpelling.plan_id == plan.id))
    before: dict[Key, Values] = {(Asked(row.kind), row.spelling): tuple(row.meaning) for row in rows}
    units, groups, city = await _units(session, plan)
    edition = await _edition(session, plan.framework_id)
    answers: dict[Key, Values] = {(answer.kind, fold(answer.spelling)): tuple(answer.values) for answer in given}
    _check(answers, Directory(units, groups), edition)
    usable = {key: values for key, values in before.items() if _stands(key, values, (Directory(units, groups), edition))}
    learnt = {**usable, **answers}
    directory = Directory(units, groups, city, answers_of(Asked.UNIT, learnt))
    edition = replace(edition, learnt=answers_of(Asked.INDICATOR, learnt))
    fresh = {key: values for key, values in answers.items() if before.get(key) != values}
    return Known(plan.year, directory, edition, learnt), fresh


def _check(answers: Mapping[Key, Values], directory: Directory, edition: Edition) -> None:
    for place, (key, values) in enumerate(answers.items()):
        if not _stands(key, values, (directory, edition)):
            wrong = FieldError(f"/answers/{place}", "Câu trả lời không dùng được.", "This answer cannot be used.")
            raise Invalid(errors=[wrong])


def _stands(key: Key, values: Values, known: tuple[Directory, Edition]) -> bool:
    """Whether what a spelling means is there: a unit may have ended since."""
    directory, edition = known
    try:
        match key[0]:
            case Asked.UNIT:
                directory.members(values)
            case Asked.INDICATOR:
                edition.nodes_of(values)
            case Asked.TIME:
                return len(values) == 1 and bool(time_of(values[0]))
    except (KeyError, ValueError):
        return False
    return True


async def _units(session: AsyncSession, plan: Plan) -> tuple[dict[UUID, KnownUnit], dict[UUID, KnownGroup], str]:
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    in_time = select(Unit).where(Unit.valid_from <= last, in_use(first))
    rows = (await session.scalars(in_time.order_by(Unit.sort, Unit.code))).all()
    versions = await session.execute(
        select(UnitVersion.unit_id, UnitVersion.name, UnitVersion.short_name).where(
            UnitVersion.valid_from <= last, or_(UnitVersion.valid_to.is_(None), UnitVersion.valid_to >= first)
        )
    )
    names: dict[UUID, list[str]] = defaultdict(list)
    for unit_id, name, short_name in versions.all():
        names[unit_id] += [name, short_name]
    units = {row.id: _unit(row, [row.short_name, row.name, *names[row.id]]) for row in rows}
    city = next((plain(row.name).removeprefix("ubnd ").removeprefix("tp ") for row in rows if row.kind is UnitKind.CITY), "")
    return units, await _groups(session, units), city


def _unit(row: Unit, names: Sequence[str]) -> KnownUnit:
    ended = row.has_ended(clock.today())
    return KnownUnit(row.id, row.code, row.short_name, list(dict.fromkeys(names)), row.kind in ASKED_KINDS, ended)


async def _groups(session: AsyncSession, units: Mapping[UUID, KnownUnit]) -> dict[UUID, KnownGroup]:
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for group_id, unit_id in (await session.execute(select(UnitGroupMember.group_id, UnitGroupMember.unit_id))).all():
        members[group_id].add(unit_id)
    groups = await session.scalars(select(UnitGroup).order_by(UnitGroup.name))
    return {
        group.id: KnownGroup(group.id, group.name, [id_ for id_, unit in units.items() if id_ in members[group.id] and not unit.ended])
        for group in groups
    }


async def _edition(session: AsyncSession, framework_id: UUID) -> Edition:
    rows = await session.scalars(select(Indicator).where(Indicator.framework_id == framework_id).order_by(Indicator.sort))
    nodes = {row.id: _node(row) for row in rows}
    framework = await session.get_one(Framework, framework_id)
    total = Node(framework_id, None, TOTAL_CODE, ScoreLevel.TOTAL, [TOTAL_NAMES[0], *_NAMES_OF_TOTAL], framework.maximum)
    return Edition(nodes, total)


def _node(row: Indicator) -> Node:
    names = [row.name_vi, *([row.name_en] if row.name_en else [])]
    return Node(row.id, row.parent_id, row.code, ScoreLevel(row.level), names, row.maximum)
