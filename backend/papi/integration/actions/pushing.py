"""Figures that the province's systems send: judged row by row, stored together, in a number of statements that does not grow with the rows.

Of the same unit, measure, period and source the latest holds, so the same call again changes nothing. Units are held while their figures
are written, in one order: of two calls that tell of the same unit the second sees the first.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.integration import facts
from papi.integration.actions.rows import REFUSED, Sorted, Sorter
from papi.integration.queries.codes import Codes, load_codes
from papi.integration.schemas.pushing import FigureRow, FiguresPush
from papi.kit import clock
from papi.measures.actions.receiving import receive
from papi.measures.actions.storing import Became, FigureOutcome, Key, Teller, Told, weigh
from papi.measures.definitions import HAND, SOURCES
from papi.measures.errors import SourceTimeToCome, ToldLate, ToldTwice, UnknownSource
from papi.measures.judging import judged, measure_called, period_called
from papi.outbox.facts import record

_ROWS = TypeAdapter(list[FigureRow])
_SKEW = timedelta(minutes=10)
"""How far the clock of a source may be ahead of ours."""


async def push_figures(session: AsyncSession, machine: Machine, given: FiguresPush) -> dict[str, Any]:
    """Take figures in, all that are right or none; what became of each row."""
    sorter = Sorter("rows", _ROWS, machine.language)
    read = sorter.read(given.rows)
    codes = await load_codes(session, machine, {(row.unit_scheme, row.unit_code) for row in read.right.values()})
    today, latest = clock.today(), clock.business() + _SKEW
    found, once = _once(sorter, sorter.judge(read, lambda row: _told(row, codes, (today, latest))))
    distinct = list(once.values())
    if given.dry_run:
        became = await weigh(session, distinct)
    else:
        units = {told.key.unit_id: codes.names[told.key.unit_id] for told in distinct}
        teller = Teller(machine.name, clock.business(), client_id=machine.client_id)
        became = await receive(session, machine.author, teller, distinct, units)
    outcomes = _outcomes(sorter, found, dict(zip(once, zip(distinct, became, strict=True), strict=True)), kept=not given.dry_run)
    counted = _counted(outcomes)
    if not given.dry_run:
        record(session, machine.author, facts.about(facts.PUSHED, machine, what="measures", rows=len(outcomes), **counted))
    return {"dry_run": given.dry_run, **counted, "rows": outcomes}


def _told(row: FigureRow, codes: Codes, now: tuple[date, datetime]) -> Told:
    today, latest = now
    measure = measure_called(row.measure)
    period = period_called(row.period, today)
    if row.source == HAND or row.source not in SOURCES:
        raise UnknownSource
    if row.source_at is not None and row.source_at > latest:
        raise SourceTimeToCome
    unit_id = codes.unit_in(row.unit_scheme, row.unit_code, period)
    figures = judged(measure, row.value, row.numerator, row.denominator)
    return Told(Key(unit_id, measure.code, period.code, row.source), period, figures, row.source_at, row.reason)


def _once(sorter: Sorter[FigureRow], found: Sorted[Told]) -> tuple[Sorted[Told], Mapping[Key, Told]]:
    """Each key once: told twice alike, the first stands for both; with different figures, nobody knows which is meant."""
    first: dict[Key, Told] = {}
    doubtful: set[Key] = set()
    for told in found.right.values():
        other = first.setdefault(told.key, told)
        if other is not told and other.figures != told.figures:
            doubtful.add(told.key)
    if not doubtful:
        return found, first
    refused = {place: sorter.refuse(place, ToldTwice()) for place, told in found.right.items() if told.key in doubtful}
    right = {place: told for place, told in found.right.items() if told.key not in doubtful}
    return Sorted(right, found.refused | refused), {key: told for key, told in first.items() if key not in doubtful}


def _outcomes(
    sorter: Sorter[FigureRow], found: Sorted[Told], became: Mapping[Key, tuple[Told, Became]], *, kept: bool
) -> list[dict[str, Any]]:
    """What became of each row, by what became of its key; `kept` unless it was a dry run."""
    outcomes = dict(found.refused)
    for place, told in found.right.items():
        first, what = became[told.key]
        if what.late:
            outcomes[place] = sorter.refuse(place, ToldLate())
            continue
        again = told is not first  # the second row of two that are alike
        outcomes[place] = {
            "row": place,
            "outcome": FigureOutcome.UNCHANGED if again else what.outcome,
            "id": what.id if kept or what.outcome is FigureOutcome.UNCHANGED else None,
            "supersedes": what.before.id if what.outcome is FigureOutcome.CORRECTED and what.before and not again else None,
            "code": None,
            "errors": [],
        }
    return [outcomes[place] for place in sorted(outcomes)]


def _counted(outcomes: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counted = Counter(str(outcome["outcome"]) for outcome in outcomes)
    return {name: counted[name] for name in (*(outcome.value for outcome in FigureOutcome), REFUSED)}
