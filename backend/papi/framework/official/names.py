"""Official names take the place of working ones, where code and level of a node of the year's edition fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.framework.facts import INDICATOR_NAMED
from papi.framework.models import Framework, Indicator, NameStatus, ScoreLevel
from papi.framework.official.lines import Node
from papi.framework.official.reading import Names
from papi.framework.words import NAME_STATUS_WORDS
from papi.kit.text import fold, spoken
from papi.outbox.facts import Author, Fact, changes, record


@dataclass(frozen=True)
class Renaming:
    """A node whose name the workbook has otherwise."""

    indicator: Indicator
    after: Mapping[str, Any]

    @property
    def before(self) -> dict[str, Any]:
        return {name: getattr(self.indicator, name) for name in self.after}


@dataclass(frozen=True)
class Renamings:
    """What would be renamed, and the codes for which the workbook has several names: those stay as they are."""

    done: Sequence[Renaming]
    unclear: Sequence[str]


async def compare_names(session: AsyncSession, year: int, names: Mapping[Node, Names]) -> Renamings:
    """The nodes of the edition whose names differ. A node that the edition does not have is not made."""
    statement = select(Indicator).join(Framework, Framework.id == Indicator.framework_id).where(Framework.year == year)
    found: list[Renaming] = []
    unclear: list[str] = []
    for indicator in await session.scalars(statement.order_by(Indicator.sort)):
        given = names.get((ScoreLevel(indicator.level.value), indicator.code))
        if given is None:
            continue
        if max(len(given.vi), len(given.en)) > 1:
            unclear.append(indicator.code)
        elif given.vi and (renaming := _renaming(indicator, given)) is not None:
            found.append(renaming)
    return Renamings(found, unclear)


def _renaming(indicator: Indicator, given: Names) -> Renaming | None:
    """The status is that of the Vietnamese name. An official name that differs in marks alone stays: two sheets never agree on them."""
    official = indicator.name_status is NameStatus.OFFICIAL
    after = {
        "name_vi": _kept(indicator.name_vi, given.vi, official=official),
        "name_en": _kept(indicator.name_en, given.en, official=official),
        "name_status": NameStatus.OFFICIAL,
    }
    renaming = Renaming(indicator, after)
    return renaming if renaming.before != after else None


def _kept(present: str | None, given: Sequence[str], *, official: bool) -> str | None:
    if not given or (official and present is not None and fold(present) == fold(given[0])):
        return present
    return given[0]


def rename(session: AsyncSession, author: Author, year: int, renamings: Sequence[Renaming], source: str) -> None:
    """Give the nodes their official names; each is a fact with what it was called before."""
    for renaming in renamings:
        indicator = renaming.indicator
        data = {"changes": changes(_spoken(renaming.before), _spoken(renaming.after)), "source": source}
        for name, value in renaming.after.items():
            setattr(indicator, name, value)
        indicator.source = source
        record(session, author, Fact(INDICATOR_NAMED, "indicator", indicator.id, f"{indicator.code} (PAPI {year})", data=data))


def _spoken(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "name_status": spoken(NAME_STATUS_WORDS, values["name_status"], "vi")}
