"""Columns as the texts that the database has: objects of a thousand rows, and texts of these again, cost more than their reading."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class IdText(FunctionElement[str]):
    """The digits of a UUID, with dashes on PostgreSQL and without on SQLite, which takes longer to put them in than Python does."""

    name, type, inherit_cache = "id_text", Text(), True


class MomentText(FunctionElement[str]):
    """A moment in UTC: `2024-02-29 16:59:59`, with a fraction of the second where there is one, on SQLite always."""

    name, type, inherit_cache = "moment_text", Text(), True


def _only(element: FunctionElement[Any], compiler: SQLCompiler, given: dict[str, Any]) -> str:
    return compiler.process(element.clauses, **given)


@compiles(IdText, "postgresql")
def _id_by_postgresql(element: IdText, compiler: SQLCompiler, **given: Any) -> str:
    return f"{_only(element, compiler, given)}::text"


@compiles(MomentText, "postgresql")
def _moment_by_postgresql(element: MomentText, compiler: SQLCompiler, **given: Any) -> str:
    return f"({_only(element, compiler, given)} AT TIME ZONE 'UTC')::text"


@compiles(IdText, "sqlite")
@compiles(MomentText, "sqlite")
def _as_it_is(element: FunctionElement[str], compiler: SQLCompiler, **given: Any) -> str:
    return _only(element, compiler, given)
