"""Lists: one statement, read as Core rows, shaped and sent as bytes; or the same rows as a file."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import Request, Response
from sqlalchemy import Subquery, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.documents import XLSX, Export, Table, table, wanted_type
from papi.kit.paging import MAX_LIMIT, Keyset, PageQuery
from papi.kit.problems import language_of
from papi.kit.types import AnyRow, AnySelect, as_json

Item = Mapping[str, Any]
_PIECE = 2_000
"""Rows that an export reads at once."""


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


async def answer_whole(request: Request, body: Mapping[str, Any], export: Export) -> Response:
    """A list that has no pages, with what stands beside its `items`; or the items as a file."""
    media_type = wanted_type(request)
    if media_type is None:
        return json_bytes(body)
    file = table(export, media_type, language_of(request))
    await asyncio.to_thread(file.add, body["items"])
    return await _sent(file, media_type)


async def _file(session: AsyncSession, request: Request, listing: Listing, media_type: str) -> Response:
    """All rows in pieces: the server stays as small and as quick for others as it is without."""
    file = table(listing.export, media_type, language_of(request))
    query = PageQuery(sort=request.query_params.get("sort"), limit=MAX_LIMIT)
    while True:
        rows = (await session.execute(listing._statement(query, limit=_PIECE))).all()  # pyright: ignore[reportPrivateUsage] - same module
        page, query.cursor = listing.keyset.cut(rows, query, limit=_PIECE)
        items = await listing.shaped(session, page)
        await asyncio.to_thread(file.add, items)
        if query.cursor is None:
            return await _sent(file, media_type)


async def _sent(file: Table, media_type: str) -> Response:
    content = await asyncio.to_thread(file.content)
    name = f"{file.export.name}-{clock.today():%Y%m%d}.{'xlsx' if media_type == XLSX else 'csv'}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": attachment(name)})


def attachment(name: str) -> str:
    """A Content-Disposition that keeps the diacritics of a file name and nothing that could break a header."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name).lstrip("-. ")
    safe = "".join(char for char in name if char.isprintable() and char not in '\\/"\u202e\u202d')
    return f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{quote(safe, safe='')}"


def json_bytes(value: Any, status: int = 200) -> Response:
    """An answer made of what the database already holds, without validating it again."""
    return Response(orjson.dumps(value, default=as_json), status, media_type="application/json")
