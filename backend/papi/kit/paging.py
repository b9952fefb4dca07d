"""Keyset paging: page 1000 costs what page 1 costs, nulls come last on both databases, the id breaks ties."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, and_, or_, true

from papi.kit.errors import FieldError, Invalid
from papi.kit.text import search_words
from papi.kit.types import AnyRow, AnySelect, as_json

MAX_LIMIT = 200
_GREATEST = 2**31 - 1
Item = TypeVar("Item")


class PageQuery(BaseModel):
    """Parameters that every list takes; unknown ones are refused."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=50, ge=1, le=MAX_LIMIT, description="Items a page, 1 to 200")
    cursor: str | None = Field(default=None, max_length=2000, description="`next_cursor` of the page before")
    sort: str | None = Field(default=None, max_length=40, description="A listed field; `-field` for descending")
    q: str | None = Field(default=None, max_length=200, description="Words to search for, without regard to diacritics")
    count: bool = Field(default=False, description="Whether to add `total`")


class PageOf(BaseModel, Generic[Item]):
    """One page. `next_cursor` is null on the last; `total` is null unless `count=true` asked for it."""

    items: list[Item]
    next_cursor: str | None
    total: int | None


@dataclass(frozen=True)
class Key:
    """A column by which a list may be sorted."""

    column: SQLColumnExpression[Any]
    kind: type
    nullable: bool = False


@dataclass(frozen=True)
class Keyset:
    """How one list can be sorted. `default` names a key, with `-` for descending."""

    keys: Mapping[str, Key]
    default: str
    id: SQLColumnExpression[UUID]

    def order(self, statement: AnySelect, query: PageQuery, *, limit: int | None = None) -> AnySelect:
        """The statement with the cursor's condition, the order, the limit and the columns `_key` and `_id`."""
        name, descending, key = self._sort(query)
        ordered = statement.add_columns(key.column.label("_key"), self.id.label("_id"))
        if query.cursor is not None:
            ordered = ordered.where(self._after(key, descending, *_decode(query.cursor, name, key.kind)))
        terms = _terms(key.column, self.id, descending=descending, nullable=key.nullable)
        return ordered.order_by(*terms).limit((limit or query.limit) + 1)

    def keep_order(self, statement: AnySelect, page: Subquery, query: PageQuery) -> AnySelect:
        """The same order for a statement that joins further tables to the page."""
        _name, descending, key = self._sort(query)
        terms = _terms(page.c["_key"], page.c["_id"], descending=descending, nullable=key.nullable)
        return statement.add_columns(page.c["_key"], page.c["_id"]).order_by(*terms)

    def cut(self, rows: Sequence[AnyRow], query: PageQuery, *, limit: int | None = None) -> tuple[Sequence[AnyRow], str | None]:
        """The rows of this page and the cursor of the next."""
        size = limit or query.limit
        if len(rows) <= size:
            return rows, None
        page = rows[:size]
        name, _descending, _key = self._sort(query)
        last = page[-1]._mapping  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name for it
        return page, _encode(name, last["_key"], last["_id"])

    def _sort(self, query: PageQuery) -> tuple[str, bool, Key]:
        wanted = query.sort or self.default
        name = wanted.removeprefix("-")
        if name not in self.keys:
            listed = ", ".join(sorted(self.keys))
            raise Invalid(errors=[FieldError("?sort", f"Chỉ sắp xếp được theo: {listed}.", f"Sortable by: {listed}.")])
        return wanted, wanted.startswith("-"), self.keys[name]

    def _after(self, key: Key, descending: bool, value: Any, last: UUID) -> ColumnElement[bool]:
        beyond_id = self.id < last if descending else self.id > last
        if value is None:
            return and_(key.column.is_(None), beyond_id)
        beyond = key.column < value if descending else key.column > value
        following = or_(beyond, and_(key.column == value, beyond_id))
        return or_(following, key.column.is_(None)) if key.nullable else following


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
