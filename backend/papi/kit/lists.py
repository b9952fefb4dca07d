"""Lists: one statement, read as Core rows, shaped and sent as bytes; or the same rows as a file."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Subquery, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.db import at_most, read_rows
from papi.kit.documents import XLSX, Export, Table, table, wanted_type
from papi.kit.errors import ListBeyondFiles, ListTooLarge
from papi.kit.logs import tell_rows
from papi.kit.paging import MAX_LIMIT, Keyset, PageQuery, Start
from papi.kit.problems import language_of
from papi.kit.text import spoken_number
from papi.kit.types import AnyRow, AnySelect, as_json

Item = Mapping[str, Any]
_PIECE = 2_000
"""Rows that an export reads at once."""

_LENGTHS = (1, 10, 50, MAX_LIMIT, _PIECE)
"""Each makes a statement of its own: few, so that few are kept."""

KEPT = 64
"""How many questions of one list are kept as statements: those of each role, and the latest filters."""

_ORDERS_KEPT = 8
"""In how many orders and lengths each: with all of both, whoever asks for everything in turn would fill hundreds of MiB."""


class Pages:
    """Rows in all orders in which they may be read, page by page.

    `rows` selects what may be seen, with all filters but unordered. `join` gets the ordered, limited rows of `rows` and joins
    what they need ("page first, then join"); without it they are taken as they are. `also` are further rows of the same list, in the same
    columns, that `rows` does not hold: each part is read by an index of its own, where one question for all would read everything.

    Whoever asks often keeps the pages and binds what differs: making a statement costs more than executing it.
    """

    def __init__(
        self,
        rows: AnySelect,
        keyset: Keyset,
        join: Callable[[Subquery], AnySelect] | None = None,
        also: Sequence[tuple[AnySelect, Keyset]] = (),
    ) -> None:
        self.keyset = keyset
        self._parts = ((rows, keyset), *also)
        self._join = join
        self._made: dict[tuple[str, Start, int], AnySelect] = {}

    def statement(self, sort: str, start: Start, size: int) -> AnySelect:
        """The statement of a page of at least `size` rows, for the values that the keyset binds."""
        wanted = (sort, start, next(length for length in _LENGTHS if length >= size))
        if wanted not in self._made:
            if len(self._made) == _ORDERS_KEPT:
                del self._made[next(iter(self._made))]  # the oldest
            self._made[wanted] = self._make(*wanted)
        return self._made[wanted]

    def counting(self, most: int | None) -> AnySelect:
        """How many rows there are, if asked no more than `most` and one of each part: then the rest is not read."""
        found = [select(literal(1).label("one")).select_from(rows.subquery()) for rows, _keyset in self._parts]
        if most is not None:
            found = [at_most(part, most + 1).subquery().select() for part in found]
        every = found[0] if len(found) == 1 else union_all(*found)
        return select(func.count()).select_from(every.subquery())

    def _make(self, sort: str, start: Start, size: int) -> AnySelect:
        parts = [keyset.order(rows, sort, start, size) for rows, keyset in self._parts]
        ordered = parts[0] if len(parts) == 1 else self.keyset.merge(parts, sort, size)
        if self._join is None:
            return ordered
        page = ordered.subquery()
        return self.keyset.keep_order(self._join(page), page, sort)


@dataclass(frozen=True)
class Listing:
    """A list that can be paged, counted and exported.

    `shape` makes a row the wire's item; `bound` are the values of the statement's own that kept pages leave open.
    """

    pages: Pages
    shape: Callable[[AnyRow], Item]
    export: Export
    bound: Mapping[str, Any] = field(default_factory=dict[str, Any])
    enrich: Callable[[AsyncSession, list[Any]], Awaitable[None]] | None = None

    async def page(self, session: AsyncSession, sort: str, cursor: str | None, size: int) -> tuple[list[Any], str | None]:
        """The items of one page, with what a further query adds to all of them at once, and the cursor of the next."""
        start, values = self.pages.keyset.bound(sort, cursor)
        found = await read_rows(session, self.pages.statement(sort, start, size), {**self.bound, **values})
        rows, following = self.pages.keyset.cut(found, sort, size)
        items = [self.shape(row) for row in rows]
        if self.enrich is not None:
            await self.enrich(session, items)
        return items, following

    async def total(self, session: AsyncSession, most: int | None = None) -> int:
        """How many rows there are on all pages; with `most`, one more than that stands for any more."""
        return await session.scalar(self.pages.counting(most), self.bound) or 0


async def answer_list(session: AsyncSession, request: Request, listing: Listing, query: PageQuery) -> Response:
    """The page that was asked for, as JSON, or the whole filtered list as CSV or XLSX where `Accept` prefers that."""
    sort = listing.pages.keyset.sort(query)
    media_type = wanted_type(request)
    request.scope.setdefault("state", {})["list_name"] = listing.export.name
    if media_type is not None:
        return await _file(session, request, listing, sort, media_type)
    items, following = await listing.page(session, sort, query.cursor, query.limit)
    tell_rows(request, len(items))
    return json_bytes({"items": items, "next_cursor": following, **await _counted(session, listing, query)})


async def _counted(session: AsyncSession, listing: Listing, query: PageQuery) -> Item:
    """`count=true` counts all, whatever it takes; `count_to` no further than that."""
    if not query.count and query.count_to is None:
        return {"total": None, "total_is_least": False}
    most = None if query.count else query.count_to
    found = await listing.total(session, most)
    return {"total": found if most is None else min(found, most), "total_is_least": most is not None and found > most}


async def answer_whole(request: Request, body: Mapping[str, Any], export: Export) -> Response:
    """A list that has no pages, with what stands beside its `items`; or the items as a file."""
    media_type = wanted_type(request)
    tell_rows(request, len(body["items"]))
    if media_type is None:
        return json_bytes(body)
    file = table(export, media_type, language_of(request))
    await asyncio.to_thread(file.add, body["items"])
    return await _sent(file, media_type)


async def _file(session: AsyncSession, request: Request, listing: Listing, sort: str, media_type: str) -> Response:
    """All rows in pieces: the server stays as small and as quick for others as it is without."""
    items, following = await listing.page(session, sort, None, _PIECE)
    most = _most_rows(request)
    if len(items) > most or (following is not None and await listing.total(session, most) > most):
        raise _too_large(request, most)
    file = table(listing.export, media_type, language_of(request))
    await asyncio.to_thread(file.add, items)
    number = len(items)
    while following is not None:
        items, following = await listing.page(session, sort, following, _PIECE)
        await asyncio.to_thread(file.add, items)
        number += len(items)
    tell_rows(request, number)
    return await _sent(file, media_type)


def _most_rows(request: Request) -> int:
    """While somebody waits for the answer a file may have fewer rows than in the background."""
    settings = request.app.state.settings
    return settings.export_rows if _is_in_background(request) else settings.file_rows


def _too_large(request: Request, most: int) -> ListTooLarge:
    refusal = ListBeyondFiles if _is_in_background(request) else ListTooLarge
    return refusal(most, spoken_number(most, language_of(request)))


def _is_in_background(request: Request) -> bool:
    return request.scope["state"].get("in_background", False)


async def _sent(file: Table, media_type: str) -> Response:
    content = await asyncio.to_thread(file.content)
    name = file_name(file.export.name, media_type)
    return Response(content, media_type=media_type, headers={"Content-Disposition": attachment(name)})


def file_name(name: str, media_type: str) -> str:
    """How a list's file of today is called."""
    return f"{name}-{clock.today():%Y%m%d}.{'xlsx' if media_type == XLSX else 'csv'}"


def attachment(name: str) -> str:
    """A Content-Disposition that keeps the diacritics of a file name and nothing that could break a header."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name).lstrip("-. ")
    safe = "".join(char for char in name if char.isprintable() and char not in '\\/"\u202e\u202d')
    return f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{quote(safe, safe='')}"


def file_answer(pieces: AsyncIterator[bytes] | Iterator[bytes], name: str, size: int | None, media_type: str) -> StreamingResponse:
    """A whole file on its way; its `size` is known once it is written."""
    return StreamingResponse(pieces, media_type=media_type, headers={"Content-Disposition": attachment(name), "Content-Length": str(size)})


def json_bytes(value: Any, status: int = 200) -> Response:
    """An answer made of what the database already holds, without validating it again."""
    return Response(orjson.dumps(value, default=as_json), status, media_type="application/json")
