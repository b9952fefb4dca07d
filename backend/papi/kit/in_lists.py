"""Many rows, or many values to look for, in one statement: PostgreSQL takes them together, SQLite one by one."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import asyncpg
from sqlalchemy import ARRAY, Column, ColumnElement, Dialect, Table, any_, bindparam, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute


async def insert_many(session: AsyncSession, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Add rows, told by all their columns, within the transaction that the session has begun. PostgreSQL
    takes them by COPY: two thirds of what one statement with a list for each column takes, and less than a statement for each row. The
    session learns nothing of them: to look at each as an object would take longer still."""
    connection = await session.connection()
    if connection.dialect.name == "sqlite":
        rows = zip(*columns.values(), strict=True)
        await connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
        return
    driver = cast(asyncpg.Connection, (await connection.get_raw_connection()).driver_connection)
    if not driver.is_in_transaction():  # the driver begins one with the first statement only: what is copied before would stay for good
        raise RuntimeError("nothing was asked in this transaction yet")
    lists = [_sent(column, connection.dialect, columns[column.name]) for column in table.columns]
    names = [column.name for column in table.columns]
    await driver.copy_records_to_table(table.name, records=zip(*lists, strict=True), columns=names)  # pyright: ignore[reportUnknownMemberType] - asyncpg names no types here


def _sent(column: Column[Any], dialect: Dialect, values: Sequence[Any]) -> Sequence[Any]:
    """Values as the driver takes them. One that stands in many rows, such as a moment, is made ready once."""
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    if not column.type.hashable:
        return [process(value) for value in values]
    ready = {value: process(value) for value in set(values)}
    return [ready[value] for value in values]


def among(session: AsyncSession, column: ColumnElement[Any] | InstrumentedAttribute[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """That a column is one of many values: on PostgreSQL one list. To write a thousand into a statement takes longer than to do it."""
    if session.get_bind().dialect.name == "sqlite":
        return column.in_(values)
    return column == any_(bindparam(None, list(values), type_=ARRAY(column.type, dimensions=1)))
