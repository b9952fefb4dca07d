"""The rows of an installation at one moment, to which it, or another one, is put back: far quicker than making them once more."""

import sqlite3
from contextlib import closing
from io import BytesIO
from typing import Any, Protocol

from papi.kit.db import Database


class Kept(Protocol):
    """All rows there were. What is put back replaces everything that is there then."""

    async def put_back(self, database: Database) -> None: ...


async def keep(database: Database) -> Kept:
    """The rows as they are now; nobody may be writing meanwhile."""
    return _KeptFile(database) if database.is_sqlite else await _kept_tables(database)


class _KeptFile:
    """Of SQLite the whole file, in memory."""

    def __init__(self, database: Database) -> None:
        self._copy = sqlite3.connect(":memory:")
        with closing(_opened(database)) as file:
            file.backup(self._copy)

    async def put_back(self, database: Database) -> None:
        with closing(_opened(database)) as file:
            self._copy.backup(file)


def _opened(database: Database) -> sqlite3.Connection:
    return sqlite3.connect(str(database.url.database))


class _KeptTables:
    """Of PostgreSQL the tables that hold something, as it copies them."""

    def __init__(self, tables: list[str], filled: dict[str, bytes]) -> None:
        self._emptied = "; ".join(f'DELETE FROM "{table}"' for table in tables)
        self._filled = filled

    async def put_back(self, database: Database) -> None:
        async with database.write_engine.connect() as borrowed:
            connection: Any = (await borrowed.get_raw_connection()).driver_connection
            async with connection.transaction():
                await connection.execute(f"SET LOCAL session_replication_role = replica; {self._emptied}")
                for table, rows in self._filled.items():
                    await connection.copy_to_table(table, source=BytesIO(rows), format="binary")


async def _kept_tables(database: Database) -> _KeptTables:
    async with database.write_engine.connect() as borrowed:
        connection: Any = (await borrowed.get_raw_connection()).driver_connection
        tables = [row["tablename"] for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        asked = " UNION ALL ".join(f"SELECT '{table}' AS name WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
        filled: dict[str, bytes] = {}
        for row in await connection.fetch(asked):
            rows = BytesIO()
            await connection.copy_from_table(row["name"], output=rows, format="binary")
            filled[row["name"]] = rows.getvalue()
    return _KeptTables(tables, filled)
