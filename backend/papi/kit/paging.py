"""Keyset paging: page 1000 costs what page 1 costs, nulls come last on both databases, the id breaks ties."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, Field
from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Integer,
    SQLColumnExpression,
    Subquery,
    Text,
    Uuid,
    and_,
    bindparam,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.types import TypeEngine

from papi.kit.db import at_most
from papi.kit.errors import FieldError, Invalid
from papi.kit.text import search_words
from papi.kit.types import AnyRow, AnySelect, UtcDateTime, as_json

MAX_LIMIT = 200
_GREATEST = 2**31 - 1
Item = TypeVar("Item")


class PageQuery(BaseModel, frozen=True, extra="forbid"):
    """Parameters that every list takes; unknown ones are refused."""

    limit: int = Field(default=50, ge=1, le=MAX_LIMIT, description="Items a page, 1 to 200")
    cursor: str | None = Field(default=None, max_length=2000, description="`next_cursor` of the page before")
    sort: str | None = Field(default=None, max_length=40, description="A listed field; `-field` for descending")
    q: str | None = Field(default=None, max_length=200, description="Words to search for, without regard to diacritics")
    count: bool = Field(default=False, description="Whether to add `total`")
    count_to: int | None = Field(
        default=None, ge=1, le=100_000, description="Adds `total`, counting no further than this: how long that takes has a bound"
    )

    def unpaged(self) -> Self:
        """The same question for all its rows; equal for every page and order."""
        return self.model_copy(update=_UNPAGED)


_UNPAGED = {"limit": MAX_LIMIT, "cursor": None, "sort": None, "count": False, "count_to": None}


class PageOf(BaseModel, Generic[Item]):
    """One page. `next_cursor` is null on the last; `total` is null unless `count=true` or `count_to` asked for it. `total_is_least`: there
    are more than `total`, and nobody counted how many."""

    items: list[Item]
    next_cursor: str | None
    total: int | None
    total_is_least: bool


@dataclass(frozen=True)
class Key:
    """A column by which a list may be sorted."""

    column: SQLColumnExpression[Any]
    kind: type
    nullable: bool = False


class Start(Enum):
    """After what a page begins; each makes a statement of its own."""

    NOTHING = auto()
    A_VALUE = auto()
    A_NULL = auto()


@dataclass(frozen=True)
class Keyset:
    """How one list can be sorted. `default` names a key, with `-` for descending.

    Its statements leave open where a page begins: `bound` gives those values.
    """

    keys: Mapping[str, Key]
    default: str
    id: SQLColumnExpression[UUID]

    def sort(self, query: PageQuery) -> str:
        """The key that the rows are wanted by; refused unless the list has it."""
        wanted = query.sort or self.default
        if wanted.removeprefix("-") not in self.keys:
            listed = ", ".join(sorted(self.keys))
            raise Invalid(errors=[FieldError("?sort", f"Chỉ sắp xếp được theo: {listed}.", f"Sortable by: {listed}.")])
        return wanted

    def bound(self, sort: str, cursor: str | None) -> tuple[Start, dict[str, Any]]:
        """Where a page begins, and what its statement is executed with."""
        if cursor is None:
            return Start.NOTHING, {}
        value, last = _decode(cursor, sort, self._key(sort).kind)
        return (Start.A_NULL, {_ID: last}) if value is None else (Start.A_VALUE, {_ID: last, _VALUE: value})

    def order(self, statement: AnySelect, sort: str, start: Start, size: int) -> AnySelect:
        """The statement from `start`, ordered and limited, with the columns `_key` and `_id`; one row more tells whether there is a next
        page."""
        key, descending = self._key(sort), sort.startswith("-")
        ordered = statement.add_columns(key.column.label("_key"), self.id.label("_id"))
        if start is not Start.NOTHING:
            ordered = ordered.where(self._after(key, start, descending=descending))
        terms = _terms(key.column, self.id, descending=descending, nullable=key.nullable)
        return at_most(ordered.order_by(*terms), size + 1)

    def merge(self, ordered: Sequence[AnySelect], sort: str, size: int) -> AnySelect:
        """The first rows of several ordered statements that share no row, in the one order of all."""
        every = union_all(*(part.subquery().select() for part in ordered)).subquery()
        terms = _terms(every.c["_key"], every.c["_id"], descending=sort.startswith("-"), nullable=self._key(sort).nullable)
        return at_most(select(every).order_by(*terms), size + 1)

    def keep_order(self, statement: AnySelect, page: Subquery, sort: str) -> AnySelect:
        """The same order for a statement that joins further tables to the page."""
        terms = _terms(page.c["_key"], page.c["_id"], descending=sort.startswith("-"), nullable=self._key(sort).nullable)
        return statement.add_columns(page.c["_key"], page.c["_id"]).order_by(*terms)

    def cut(self, rows: Sequence[AnyRow], sort: str, size: int) -> tuple[Sequence[AnyRow], str | None]:
        """The rows of this page and the cursor of the next."""
        if len(rows) <= size:
            return rows, None
        page = rows[:size]
        last = page[-1]._mapping  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name for it
        return page, _encode(sort, last["_key"], last["_id"])

    def _key(self, sort: str) -> Key:
        return self.keys[sort.removeprefix("-")]

    def _after(self, key: Key, start: Start, *, descending: bool) -> ColumnElement[bool]:
        place, last = (key.column, self.id), bindparam(_ID, type_=Uuid)
        if start is Start.A_NULL:
            return and_(key.column.is_(None), self.id < last if descending else self.id > last)
        # compared as a pair, which an index of both answers; "later, or as late with a greater id" would read all rows before
        there = tuple_(bindparam(_VALUE, type_=_TYPES[key.kind]), last)
        following = tuple_(*place) < there if descending else tuple_(*place) > there
        return or_(following, key.column.is_(None)) if key.nullable else following


_VALUE, _ID = "after_value", "after_id"
_TYPES: dict[type, TypeEngine[Any]] = {int: Integer(), float: Float(), str: Text(), date: Date(), datetime: UtcDateTime()}


def _terms(key: SQLColumnExpression[Any], tie: SQLColumnExpression[UUID], *, descending: bool, nullable: bool) -> list[ColumnElement[Any]]:
    terms: list[ColumnElement[Any]] = [key.desc(), tie.desc()] if descending else [key.asc(), tie.asc()]
    return [key.is_(None), *terms] if nullable else terms


def matches(folded: SQLColumnExpression[str], query: str) -> ColumnElement[bool]:
    """Every word of the query begins some word of the folded column (which starts with a blank)."""
    return and_(true(), *(folded.contains(f" {word}", autoescape=True) for word in search_words(query)))


def _encode(sort: str, value: Any, last: UUID) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([sort, value, last], default=as_json)).decode().rstrip("=")


def _decode(cursor: str, sort: str, kind: type) -> tuple[Any, UUID]:
    try:
        given, value, last = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if given != sort:
            raise ValueError("the cursor belongs to another order")
        return None if value is None else _revive(value, kind), UUID(last)
    except (ValueError, TypeError, AttributeError, OverflowError):
        wrong = FieldError("?cursor", "Vị trí trang không hợp lệ, tải lại từ đầu.", "Not a valid cursor; start again.")
        raise Invalid(errors=[wrong]) from None


def _revive(value: Any, kind: type) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind is date:
        return date.fromisoformat(value)
    if type(value) is not kind:
        raise TypeError("the cursor holds another type")
    if (isinstance(value, int) and abs(value) > _GREATEST) or (isinstance(value, str) and "\x00" in value):
        raise ValueError("no database holds this")
    return value
