"""JSON that the database writes itself: to make objects of a thousand rows, and JSON of these again, costs several times their reading.

Each is a text that stands in JSON as it is, on both databases alike.
"""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_PARTS = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
"""How the digits of a UUID stand in groups: SQLite holds them without the dashes."""


class QuotedCode(FunctionElement[str]):
    """A code of the program's own, in which nothing is to be escaped, as a JSON string; or null."""

    name, type, inherit_cache = "quoted_code", Text(), True


class IdText(FunctionElement[str]):
    """A UUID as people write it, with its dashes; null where there is none."""

    name, type, inherit_cache = "id_text", Text(), True


class QuotedMoment(FunctionElement[str]):
    """A moment as a JSON string in the city's time, which has been seven hours ahead since there are facts."""

    name, type, inherit_cache = "quoted_moment", Text(), True


def quoted_id(column: SQLColumnExpression[Any]) -> ColumnElement[str]:
    """A UUID as a JSON string, or null."""
    return QuotedCode(IdText(column))


class Joined(FunctionElement[str]):
    """Texts one after another."""

    name, type, inherit_cache = "joined", Text(), True


def written(text: str) -> ColumnElement[str]:
    """A constant text of the program's own, part of the statement."""
    if "'" in text or ":" in text.replace('":', ""):
        raise ValueError("only names and signs of JSON are written out")
    return literal_column(f"'{text}'", Text())


def _only(element: FunctionElement[Any], compiler: SQLCompiler, given: dict[str, Any]) -> str:
    return compiler.process(element.clauses, **given)


@compiles(QuotedCode)
def _quoted_code(element: QuotedCode, compiler: SQLCompiler, **given: Any) -> str:
    return f"coalesce('\"' || {_only(element, compiler, given)} || '\"', 'null')"


@compiles(IdText, "postgresql")
def _id_by_postgresql(element: IdText, compiler: SQLCompiler, **given: Any) -> str:
    return f"{_only(element, compiler, given)}::text"


@compiles(IdText, "sqlite")
def _id_by_sqlite(element: IdText, compiler: SQLCompiler, **given: Any) -> str:
    column = _only(element, compiler, given)
    groups = [f"substr({column}, {place}, {length})" for place, length in _PARTS]
    digits = " || '-' || ".join(groups)
    return f"({digits})"


@compiles(QuotedMoment, "postgresql")
def _moment_by_postgresql(element: QuotedMoment, compiler: SQLCompiler, **given: Any) -> str:
    local = f"({_only(element, compiler, given)} AT TIME ZONE INTERVAL '+07:00')::text"
    return f"""concat('"', replace({local}, ' ', 'T'), '+07:00"')"""


@compiles(QuotedMoment, "sqlite")
def _moment_by_sqlite(element: QuotedMoment, compiler: SQLCompiler, **given: Any) -> str:
    column = _only(element, compiler, given)
    return f"""('"' || strftime('%Y-%m-%dT%H:%M:%S', {column}, '+7 hours') || substr({column}, 20) || '+07:00"')"""


@compiles(Joined, "postgresql")
def _joined_by_postgresql(element: Joined, compiler: SQLCompiler, **given: Any) -> str:
    return f"concat({_only(element, compiler, given)})"


@compiles(Joined, "sqlite")
def _joined_by_sqlite(element: Joined, compiler: SQLCompiler, **given: Any) -> str:
    return f"({' || '.join(compiler.process(part, **given) for part in element.clauses)})"
