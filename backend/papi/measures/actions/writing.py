"""A figure is written down by hand, or corrected."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid, StaleVersion
from papi.measures.actions.storing import Became, FigureOutcome, Key, Teller, Told, load_standing, store
from papi.measures.definitions import HAND
from papi.measures.errors import ReasonNeeded, UnitNotThen
from papi.measures.facts import WRITE, about
from papi.measures.judging import judged, measure_called, period_called
from papi.measures.models import MeasureValue
from papi.measures.periods import MeasuredPeriod
from papi.measures.schemas import MeasureValueCreate
from papi.outbox.facts import record


async def write_value(session: AsyncSession, actor: Actor, given: MeasureValueCreate) -> Became:
    """Write down a figure of a unit, under the source `hand`. The unit is held, so that of two who write the second sees the first."""
    actor.require_some(WRITE)
    unit = await session.scalar(select(Unit).where(Unit.id == given.unit_id).with_for_update(key_share=True))
    if unit is None:
        raise Invalid(errors=[FieldError("/unit_id", "Không có đơn vị này.", "No such unit.")])
    actor.require(WRITE, UnitRef(unit.id, unit.coordinating))
    told = _told(given, unit)
    await _compare(session, told, given)
    became = (await store(session, _teller(actor), [told]))[0]
    if became.outcome is not FigureOutcome.UNCHANGED:
        await _tell(session, actor, became)
    return became


def _told(given: MeasureValueCreate, unit: Unit) -> Told:
    measure, period = measure_called(given.measure), period_called(given.period, clock.today())
    if not was_there(unit, period):
        raise UnitNotThen
    figures = judged(measure, given.value, given.numerator, given.denominator)
    return Told(Key(unit.id, measure.code, period.code, HAND), period, figures, given.source_at, given.reason)


def was_there(unit: Unit, period: MeasuredPeriod) -> bool:
    """Whether the unit was in use on some day of the period."""
    return unit.valid_from <= period.last and (unit.valid_to is None or unit.valid_to >= period.first)


async def _compare(session: AsyncSession, told: Told, given: MeasureValueCreate) -> None:
    """Refuse to overwrite what the writer has not seen, or without saying why."""
    standing = (await load_standing(session, [told.key])).get(told.key)
    present = standing.id if standing else None
    if "supersedes" in given.model_fields_set and given.supersedes != present:
        raise StaleVersion(str(standing.number) if standing else "0")
    if standing and (standing.value, standing.numerator, standing.denominator) != told.figures and given.reason is None:
        raise ReasonNeeded


def _teller(actor: Actor) -> Teller:
    return Teller(actor.signature, clock.business(), person_id=actor.person_id)


async def _tell(session: AsyncSession, actor: Actor, became: Became) -> None:
    value = await session.get_one(MeasureValue, became.id)
    before = await session.get_one(MeasureValue, became.before.id) if became.before else None
    record(session, actor.author, about(value, before))
