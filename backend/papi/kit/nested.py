"""Rows within a column: several small lists in one question.

A dashboard that asks for each of its parts alone spends more on asking than on what it is told. The database makes a JSON array of
the rows, and they are read back with the types of their columns, the same on SQLite and PostgreSQL.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import make_dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import JSON, Boolean, ColumnElement, Date, Enum, Text, Uuid, cast, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from papi.kit.types import AnySelect, UtcDateTime


class _Array(FunctionElement[Any]):
    inherit_cache = True


class _Gathered(FunctionElement[Any]):
    inherit_cache = True


class _Document(FunctionElement[Any]):
    inherit_cache = True


_NAMES: Mapping[str, Mapping[type, str]] = {
    "sqlite": {_Array: "json_array", _Gathered: "json_group_array", _Document: "json"},
    "postgresql": {_Array: "json_build_array", _Gathered: "json_agg", _Document: ""},
}


@compiles(_Array)
@compiles(_Gathered)
@compiles(_Document)
def _called(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:
    return f"{_NAMES[compiler.dialect.name][type(element)]}({compiler.process(element.clauses, **options)})"


class Nested:
    """The rows of a statement as one column of another: `column` asks for them, `read` gives them, in no certain order."""

    def __init__(self, statement: AnySelect) -> None:
        rows = statement.subquery()
        values = [_Document(column) if isinstance(column.type, JSON) else column for column in rows.c]
        gathered = select(cast(_Gathered(_Array(*values)), Text)).select_from(rows)
        self.column: ColumnElement[str] = gathered.scalar_subquery()
        self._row: Callable[..., Any] = make_dataclass("NestedRow", [column.key for column in rows.c], slots=True)
        self._readers = [(place, reader) for place, column in enumerate(rows.c) if (reader := _reader(column.type)) is not None]

    def read(self, text: str | None) -> Sequence[Any]:
        """The rows, by the names of the statement's columns."""
        return [self._read(values) for values in orjson.loads(text or "[]")]

    def _read(self, values: list[Any]) -> Any:
        for place, reader in self._readers:
            if values[place] is not None:
                values[place] = reader(values[place])
        return self._row(*values)


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """How a value comes back from JSON; None for those that JSON has itself."""
    if isinstance(kind, UtcDateTime):
        return kind.from_text
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return {member.value: member for member in kind.enum_class}.__getitem__
    return next((reader for known, reader in _READERS if isinstance(kind, known)), None)


_READERS: Sequence[tuple[type[TypeEngine[Any]], Callable[[Any], Any]]] = ((Uuid, UUID), (Boolean, bool), (Date, date.fromisoformat))
