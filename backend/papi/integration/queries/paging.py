"""Pages of packages: in the order in which things changed, from where the client left off."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.integration.schemas.packages import ChangedQuery, PackageQuery
from papi.kit import clock
from papi.kit.documents import Export
from papi.kit.lists import Listing, Pages
from papi.kit.types import AnyRow
from papi.measures.periods import period_of

_SLOWEST = timedelta(minutes=2)
"""Longer than any of our transactions: what they store bears the moment at which it was made, and is seen only when they end."""

_NO_FILE = Export("", [])
Shape = Callable[[AnyRow], dict[str, Any]]
Enrich = Callable[[AsyncSession, list[Any]], Awaitable[None]]


async def page_of(session: AsyncSession, pages: Pages, query: PackageQuery, shape: Shape, enrich: Enrich | None = None) -> dict[str, Any]:
    """The page that was asked for."""
    listing = Listing(pages, shape, _NO_FILE, enrich=enrich)
    items, following = await listing.page(session, pages.keyset.default, query.cursor, query.limit)
    return {"items": items, "next_cursor": following}


async def changes_of(
    session: AsyncSession, pages: Pages, query: ChangedQuery, shape: Shape, enrich: Enrich | None = None
) -> dict[str, Any]:
    """The page of what has changed, with the moment from which to read on the next time: that of the first page, for what was stored while
    further ones were read may stand before them."""
    read_to = clock.business() - _SLOWEST if query.cursor is None else None
    return {**await page_of(session, pages, query, shape, enrich), "read_to": read_to}


def changed_since(column: SQLColumnExpression[datetime], query: ChangedQuery) -> ColumnElement[bool]:
    """The condition on what has changed since the moment that was asked for."""
    return true() if query.updated_after is None else column > query.updated_after


def period_meant(code: str) -> str:
    """Our code of a period in either spelling; of one that is none of the regime the text itself."""
    period = period_of(code)
    return period.code if period else code


def name_period(row: AnyRow) -> Mapping[str, Any]:
    """A period as packages name it, of a row with its columns."""
    known = period_of(row.period_code)
    return {
        "code": row.period_code,
        "period_code": known.outer_code if known else row.period_code,
        "title": row.period_title,
        "data_from": row.data_from,
        "data_to": row.data_to,
        "cumulative": row.cumulative,
    }


def units_in(items: Sequence[Mapping[str, Any]]) -> Sequence[dict[str, Any]]:
    """The units that items name."""
    return [item["unit"] for item in items if item["unit"] is not None]
