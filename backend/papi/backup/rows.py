"""Rows as lines of text that mean the same on every database, and back."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Date, LargeBinary, Table, Uuid

import papi.main  # noqa: F401 - importing the application registers every table
from papi.kit.db import Base
from papi.kit.types import Exact, UtcDateTime, as_json

TABLES: tuple[Table, ...] = tuple(table for table in Base.metadata.sorted_tables if not table.info.get("passing"))
_FORM = orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS


class Digest:
    """A hash of rows whatever their order, because databases sort text differently. `rows` counts them."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(sha256(line).digest())) % 2**256

    def to_manifest(self) -> dict[str, Any]:
        return {"rows": self.rows, "sha256": f"{self._sum:064x}"}


def line_of(row: Mapping[Any, Any]) -> bytes:
    """A row as one line of JSON with sorted keys; bytes as base64."""
    return orjson.dumps({str(name): _plain(value) for name, value in row.items()}, default=as_json, option=_FORM)


def _plain(value: Any) -> Any:
    return b64encode(value).decode() if isinstance(value, bytes) else value


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """The row that a line holds, as the database driver takes it."""
    columns: Any = table.c  # the types of its columns are known at run time alone
    return {name: _revived(columns[name].type, value) for name, value in orjson.loads(line).items()}


def _revived(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Uuid):
        return UUID(value)
    if isinstance(kind, LargeBinary):
        return b64decode(value)
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Exact):
        return Decimal(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def parents_first(table: Table, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in an order in which each follows the row of the same table that it refers to."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    waiting = {row["id"]: row for row in rows}
    ordered: list[dict[str, Any]] = []

    def place(row: dict[str, Any]) -> None:
        waiting.pop(row["id"], None)
        for name in own:
            if row[name] in waiting:
                place(waiting[row[name]])
        ordered.append(row)

    while waiting:
        place(next(iter(waiting.values())))
    return ordered


def refers_to_itself(table: Table) -> bool:
    return any(key.column.table is table for key in table.foreign_keys)
