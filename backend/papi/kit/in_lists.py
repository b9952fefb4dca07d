"""Many rows in one statement: PostgreSQL takes lists, SQLite the values one by one."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Table, Uuid, any_, bindparam, func, insert, select
from sqlalchemy import column as sql_column
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute


async def insert_many(session: AsyncSession, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that are alike, all columns given. PostgreSQL takes them in one statement, a list for each column: half of what so many
    statements take, however they are sent. The session learns nothing of them: to look at each as an object would take longer still."""
    connection = await session.connection()
    if connection.dialect.name == "sqlite":
        await connection.execute(insert(table), rows)
        return
    await connection.execute(_in_lists(table), {f"of_{column.name}": [row[column.name] for row in rows] for column in table.columns})


@cache
def _in_lists(table: Table) -> Any:
    lists = [bindparam(f"of_{column.name}", type_=ARRAY(column.type, dimensions=1)) for column in table.columns]
    given = (
        func.unnest(*lists).table_valued(*(sql_column(column.name, column.type) for column in table.columns), name="given").render_derived()
    )
    return insert(table).from_select([column.name for column in table.columns], select(*given.c))


def among(session: AsyncSession, column: ColumnElement[UUID] | InstrumentedAttribute[UUID], ids: Sequence[UUID]) -> ColumnElement[bool]:
    """That a column is one of many ids: on PostgreSQL one list. To write a thousand values into a statement takes longer than to do it."""
    if session.get_bind().dialect.name == "sqlite":
        return column.in_(ids)
    return column == any_(bindparam("of_these", list(ids), type_=ARRAY(Uuid[UUID](), dimensions=1)))
