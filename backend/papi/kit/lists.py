"""Lists: one statement, read as Core rows, shaped and sent as bytes; or the same rows as a file."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import Request, Response
from sqlalchemy import Subquery, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.documents import EXPORT_LIMIT, XLSX, Export, render, wanted_type
from papi.kit.paging import Keyset, PageQuery
from papi.kit.problems import language_of
from papi.kit.types import AnyRow, AnySelect, as_json

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Listing:
    """A list that can be paged, counted and exported.

    `rows` selects what may be seen, with all filters but unordered. `page` gets the ordered, limited rows of `rows` and joins
    what they need ("page first, then join"); without it they are taken as they are. `shape` makes a row the wire's item.
    """

    rows: AnySelect
    keyset: Keyset
    shape: Callable[[AnyRow], Item]
    export: Export
    page: Callable[[Subquery], AnySelect] | None = None
    enrich: Callable[[AsyncSession, list[Any]], Awaitable[None]] | None = None

    def _statement(self, query: PageQuery, limit: int | None = None) -> AnySelect:
        ordered = self.keyset.order(self.rows, query, limit=limit)
        if self.page is None:
            return ordered
        page = ordered.subquery()
        return self.keyset.keep_order(self.page(page), page, query)

    async def shaped(self, session: AsyncSession, rows: Sequence[AnyRow]) -> list[Any]:
        """The items of these rows, with what a further query adds to all of them at once."""
        items = [self.shape(row) for row in rows]
        if self.enrich is not None:
            await self.enrich(session, items)
        return items


async def answer_list(session: AsyncSession, request: Request, listing: Listing, query: PageQuery) -> Response:
    """The page that was asked for, as JSON, or the whole filtered list as CSV or XLSX where `Accept` prefers that."""
    media_type = wanted_type(request)
    if media_type is not None:
        return await _file(session, request, listing, media_type)
    rows = (await session.execute(listing._statement(query))).all()  # pyright: ignore[reportPrivateUsage] - same module
    page, next_cursor = listing.keyset.cut(rows, query)
    items = await listing.shaped(session, page)
    total = await session.scalar(select(func.count()).select_from(listing.rows.subquery())) if query.count else None
    return json_bytes({"items": items, "next_cursor": next_cursor, "total": total})


async def _file(session: AsyncSession, request: Request, listing: Listing, media_type: str) -> Response:
    query = PageQuery(sort=request.query_params.get("sort"))
    statement = listing._statement(query, limit=EXPORT_LIMIT)  # pyright: ignore[reportPrivateUsage] - same module
    rows = (await session.execute(statement)).all()
    items = await listing.shaped(session, rows[:EXPORT_LIMIT])
    return as_file(request, listing.export, items, media_type)


def as_file(request: Request, export: Export, items: Sequence[Item], media_type: str) -> Response:
    """Rows as a spreadsheet to keep, in the language of the request and named by the day."""
    content = render(export, items, media_type, language_of(request))
    name = f"{export.name}-{clock.today():%Y%m%d}.{'xlsx' if media_type == XLSX else 'csv'}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": attachment(name)})


def attachment(name: str) -> str:
    """A Content-Disposition that keeps the diacritics of a file name and nothing that could break a header."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name).lstrip("-. ")
    safe = "".join(char for char in name if char.isprintable() and char not in '\\/"\u202e\u202d')
    return f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{quote(safe, safe='')}"


def json_bytes(value: Any, status: int = 200) -> Response:
    """An answer made of what the database already holds, without validating it again."""
    return Response(orjson.dumps(value, default=as_json), status, media_type="application/json")
