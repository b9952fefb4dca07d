"""Whether a figure can be what it says: a rate lies within 0 and 100 and fits its parts, a count is whole."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from papi.measures.definitions import MEASURES, Measure, MeasureKind
from papi.measures.errors import (
    NotACount,
    NotAShare,
    PartsDoNotFit,
    PeriodToCome,
    UnknownMeasure,
    UnknownPeriod,
    ValueMismatch,
    ValueMissing,
)
from papi.measures.periods import MeasuredPeriod, period_of

_HUNDRED, _HUNDREDTH = Decimal(100), Decimal("0.01")
_NEAR = Decimal("0.06")
"""How far a rate may be from its parts: sources round to one place."""


class Figures(NamedTuple):
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None


def measure_called(code: str) -> Measure:
    """The definition, or a refusal."""
    measure = MEASURES.get(code)
    if measure is None:
        raise UnknownMeasure
    return measure


def period_called(code: str, today: date) -> MeasuredPeriod:
    """The period that a code names in either spelling, if it has begun."""
    period = period_of(code)
    if period is None:
        raise UnknownPeriod
    if period.first > today:
        raise PeriodToCome
    return period


def judged(measure: Measure, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None) -> Figures:
    """The figures as they are kept. A rate without a value is counted from its parts, to two places."""
    if measure.kind is MeasureKind.COUNT:
        return _count(value, numerator, denominator)
    if numerator is None and denominator is None:
        if value is None:
            raise ValueMissing
        return Figures(_share(value), None, None)
    if numerator is None or denominator is None or not 0 <= numerator <= denominator:
        raise PartsDoNotFit
    return Figures(_rate(value, numerator, denominator), numerator, denominator)


def _count(value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None) -> Figures:
    if numerator is not None or denominator is not None:
        raise PartsDoNotFit
    if value is None:
        raise ValueMissing
    if value < 0 or value != value.to_integral_value():
        raise NotACount
    return Figures(value, None, None)


def _share(value: Decimal) -> Decimal:
    if not 0 <= value <= _HUNDRED:
        raise NotAShare
    return value


def _rate(value: Decimal | None, numerator: Decimal, denominator: Decimal) -> Decimal:
    if denominator == 0:  # nothing was received: whatever the source says of it stands, and without its word there is none
        if value is None:
            raise ValueMissing
        return _share(value)
    counted = numerator * _HUNDRED / denominator
    if value is None:
        return counted.quantize(_HUNDREDTH, ROUND_HALF_UP)
    if abs(_share(value) - counted) > _NEAR:
        raise ValueMismatch
    return value
