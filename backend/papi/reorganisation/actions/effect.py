"""A reorganisation taking effect: everything in one transaction, by the same code for the dry run and for the day itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.text import format_day
from papi.outbox.facts import Author, record
from papi.reorganisation import facts
from papi.reorganisation.actions.assignments import carry_assignments
from papi.reorganisation.actions.carrying import Carrying, Heritage, names_of
from papi.reorganisation.actions.drafts import carry_drafts
from papi.reorganisation.actions.leaving import find_staying, list_unfinished
from papi.reorganisation.actions.memberships import Post, carry_memberships, list_posts
from papi.reorganisation.actions.surroundings import entrust_documents, entrust_findings, join_groups, join_periods, join_receivers
from papi.reorganisation.actions.totals import count_continued, count_units, require_nothing_lost
from papi.reorganisation.actions.units import end_units, settle_units
from papi.reorganisation.models import How, Moved, Succession, SuccessionMove, SuccessionState
from papi.reorganisation.schemas import SuccessionCreate
from papi.reports.facts import notify_all


@dataclass(frozen=True)
class Effect:
    """What was done."""

    moves: Sequence[SuccessionMove]
    before: dict[str, Any]
    after: dict[str, Any]
    heads: Sequence[tuple[Post, Unit]]
    is_unled: bool


async def take_effect(session: AsyncSession, author: Author, succession: Succession, given: SuccessionCreate) -> Effect:
    """Carry the decision out. Whoever calls has held the succession and found it possible."""
    units = given.units
    before = await count_units(session, succession, units)
    carrying = Carrying(session, author, succession, await settle_units(session, author, succession, given))
    heads = await _heads(carrying)
    unfinished = await list_unfinished(carrying)
    staying = await find_staying(carrying, unfinished)
    into = await carry_assignments(carrying, staying)
    await carry_drafts(carrying, unfinished, staying, into)
    await carry_memberships(carrying)
    await entrust_documents(carrying)
    await entrust_findings(carrying)
    await join_groups(carrying)
    await join_periods(carrying)
    await join_receivers(carrying)
    await end_units(carrying)
    session.add_all(carrying.moves)
    await session.flush()
    new = {unit.id for heritage in carrying.heritages.values() for unit in heritage.successors}
    after = await count_units(session, succession, [*units, *sorted(new - set(units))])
    await require_nothing_lost(carrying)
    await count_continued(carrying, before, after)
    _finish(carrying, before, after)
    await session.flush()
    return Effect(carrying.moves, before, after, heads, await _is_unled(session))


async def _heads(carrying: Carrying) -> list[tuple[Post, Unit]]:
    """The heads of units that become one with others: a person decides who stays a head."""
    several = {after.id for after in _shared(carrying)}
    posts = [post for post in await list_posts(carrying) if post.is_head]
    heirs = [(post, carrying.heritages[post.unit.id].heir_of(Moved.MEMBERSHIP, post.membership.id)) for post in posts]
    return [(post, heir) for post, heir in heirs if heir is not None and heir.id in several]


def _shared(carrying: Carrying) -> list[Unit]:
    heirs = [heritage.heir for heritage in carrying.heritages.values() if heritage.heir is not None]
    return [heir for heir in heirs if sum(other.id == heir.id for other in heirs) > 1 or heir.valid_from < carrying.day]


def _finish(carrying: Carrying, before: dict[str, Any], after: dict[str, Any]) -> None:
    succession = carrying.succession
    succession.state = SuccessionState.EFFECTIVE
    succession.effective_at = clock.business()
    succession.totals = {"before": before, "after": after}
    succession.failure = None
    for heritage in carrying.heritages.values():
        record(carrying.session, carrying.author, facts.about_unit(facts.ENDED, heritage.unit, **_counts(carrying, heritage)))
    concerned = {unit.id for heritage in carrying.heritages.values() for unit in (heritage.unit, *heritage.successors)}
    concerned |= {UUID(unit["unit_id"]) for unit in before["units"]}
    told = {"day": format_day(succession.effective_on), "units": succession.names, "notify": notify_all(concerned)}
    record(carrying.session, carrying.author, facts.about(facts.EFFECTIVE, succession, **told))


def _counts(carrying: Carrying, heritage: Heritage) -> dict[str, Any]:
    mine = [move for move in carrying.moves if move.from_unit_id == heritage.unit.id and move.how in (How.CARRIED, How.MERGED)]
    numbers = {what: sum(move.what is what for move in mine) for what in Moved}
    after = names_of(heritage.successors)
    return {
        "day": carrying.spoken_day,
        "heir": f"kế thừa: {after}" if after else "không có đơn vị kế thừa",
        "heir_en": f"succeeded by {after}" if after else "without a successor",
        "assignments": numbers[Moved.ASSIGNMENT],
        "reports": numbers[Moved.REPORT],
        "people": numbers[Moved.MEMBERSHIP],
    }


async def _is_unled(session: AsyncSession) -> bool:
    """Whether no coordinating unit is left in use: nobody would review what the units send."""
    left = select(Unit.id).where(Unit.coordinating.is_(True), Unit.valid_to.is_(None)).limit(1)
    return await session.scalar(left) is None
