"""Column types that behave alike on SQLite and PostgreSQL."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Enum, Row, Select, String, literal, literal_column
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

from papi.kit.clock import TIMEZONE

_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)?")

AnyRow = Row[*tuple[Any, ...]]
"""A row whose columns are known by name alone."""

AnySelect = Select[*tuple[Any, ...]]
"""A statement that gives such rows."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: stored in UTC, refused without a zone, read back in the city's zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _local(value)

    @staticmethod
    def from_text(text: str) -> datetime:
        """The moment that the database has put into a text of its own."""
        return _local(datetime.fromisoformat(text))


def _local(stored: datetime) -> datetime:
    moment = stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored
    return moment.astimezone(TIMEZONE)


class Exact(TypeDecorator[Decimal]):
    """A decimal number with up to six places, exact on both databases: stored in millionths, for SQLite knows no decimals."""

    impl = BigInteger
    cache_ok = True
    PLACES = 6
    MOST = Decimal(10**12)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = value.scaleb(self.PLACES)
        if scaled != scaled.to_integral_value() or abs(value) >= self.MOST:
            raise ValueError("a number of up to twelve digits and six places is needed")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.PLACES)


class _CodeEnum(Enum):
    """Read back by one look into a table: a page of a list holds hundreds of codes."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        members: dict[str | None, StrEnum | None] = {None: None}
        members |= {str(member.value): member for member in cast(type[StrEnum], self.enum_class)}
        return members.__getitem__


def code_enum(kind: type[StrEnum], length: int = 32) -> Enum:
    """An enumeration stored as its code, checked by the program and not by a database type."""
    return _CodeEnum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=length,
        values_callable=_codes,
        validate_strings=True,
    )


def _codes(kind: Any) -> list[str]:
    return [str(member.value) for member in kind]


def one_of(column: InstrumentedAttribute[Any] | ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """`IN` with values that never change: part of the statement, where a list would be written into it at every execution. Names of the
    program's own are constants, which PostgreSQL looks up in a table instead of comparing one by one with each row."""
    return column.in_([_constant(value, column) for value in values])


def _constant(value: Any, column: InstrumentedAttribute[Any] | ColumnElement[Any]) -> ColumnElement[Any]:
    is_name = type(value) is str and _NAME.fullmatch(value) is not None and isinstance(column.type, String)
    return literal_column(f"'{value}'", column.type) if is_name else literal(value, column.type)


def new_id() -> UUID:
    """A UUIDv7: unique, and in order of creation. An identifier, never a secret."""
    return uuid7()


def plain_number(value: Decimal) -> str:
    """A decimal number as text: no exponent, no zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_json(value: object) -> str:
    """What orjson does not know by itself: the driver of PostgreSQL has a UUID of its own; a decimal number is told exactly, as text."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
