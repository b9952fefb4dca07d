"""The database: engines, sessions, and the only place that commits.

Reading requests and writing requests get different connections. On PostgreSQL a reading one runs in autocommit
mode, which saves two round trips. On SQLite there is exactly one writing connection, whose transactions begin with
BEGIN IMMEDIATE, and it alone makes checkpoints: Debian's SQLite 3.40 may corrupt the WAL when two connections do.

Rows are held with `with_for_update(key_share=True)`: whoever adds a row that only refers to a held one (a count to its plan) need not
wait for it, and so cannot be waited for in turn.
"""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, ClassVar, TypeVar, cast
from uuid import UUID

from fastapi import Depends
from sqlalchemy import JSON, URL, Connection, MetaData, Text, Uuid, event, literal_column
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool, QueuePool
from starlette.requests import HTTPConnection, Request

from papi.kit.errors import Refusal
from papi.kit.flushing import WritingSession
from papi.kit.text import searchable
from papi.kit.types import AnyRow, AnySelect, UtcDateTime, new_id

Result = TypeVar("Result")
Statement = TypeVar("Statement", bound=AnySelect)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The tables of the product. Relationships are loaded by the query that needs them, or not at all."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - the attribute is read by SQLAlchemy under this very name and type
        datetime: UtcDateTime,
        str: Text,
        UUID: Uuid,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


PASSING = {"passing": True}
"""Says of a table (`info`) that its rows are work in hand: of no use without this store and these sessions, so no backup keeps them."""


class Identified:
    """A row with a UUIDv7 of its own."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class Versioned:
    """A row that counts its changes, so that of two simultaneous writers one is told."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__dict__.get("version") or cls.version}


class Searchable:
    """A row that `q` finds: `folded` follows the columns named by `search_in` whenever the row is stored."""

    search_in: ClassVar[tuple[str, ...]]
    folded: Mapped[str] = mapped_column(default="")


@event.listens_for(Searchable, "before_insert", propagate=True)
@event.listens_for(Searchable, "before_update", propagate=True)
def _fold(_mapper: Mapper[Any], _connection: Connection, row: Searchable) -> None:
    row.folded = searchable(*(getattr(row, name) for name in row.search_in))


class Database:
    """One database: `reading()` and `writing()` give sessions, one for each request."""

    def __init__(self, url: URL, *, pool_size: int = 10) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.write_engine, self.read_engine = _sqlite(url) if self.is_sqlite else _postgresql(url, pool_size)
        self._write = async_sessionmaker(self.write_engine, expire_on_commit=False, sync_session_class=WritingSession)
        self._read = async_sessionmaker(self.read_engine, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncSession]:
        """A session whose work is committed when the block ends well, and undone when it raises.

        A refusal that asks to be remembered (`persist`) commits what was recorded about it and still refuses.
        """
        async with self._write() as session:
            try:
                yield session
            except Refusal as refusal:
                if refusal.persist:
                    await session.commit()
                raise
            await session.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncSession]:
        """A session that cannot write."""
        async with self._read() as session:
            yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """A connection whose every statement sees the database as it was at the first one, while others go on writing."""
        if not self.is_sqlite:
            async with self.write_engine.execution_options(isolation_level="REPEATABLE READ").connect() as connection:
                yield connection
            return
        engine = create_async_engine(self.url, poolclass=NullPool, hide_parameters=True)  # its connection ends with what it has begun
        _on_connect(engine, *_READING)
        async with engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN")
            yield connection

    @property
    def pools(self) -> dict[str, QueuePool]:
        """The connections, by what they are for."""
        engines = {"reading": self.read_engine, "writing": self.write_engine} if self.is_sqlite else {"all": self.write_engine}
        return {name: cast(QueuePool, engine.pool) for name, engine in engines.items()}

    async def alter(self, work: Callable[[Connection], Result]) -> Result:
        """Do `work` on the schema in one transaction. SQLite rebuilds tables to alter them, so it minds no foreign keys meanwhile."""
        engine = _sqlite_for_altering(self.url) if self.is_sqlite else self.write_engine
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(work)
        finally:
            if self.is_sqlite:
                await engine.dispose()

    async def close(self) -> None:
        """Give all connections back."""
        await self.write_engine.dispose()
        await self.read_engine.dispose()


# The same statements come again and again, and PostgreSQL by itself plans them anew for each set of values: half the work of a page.
# Such a plan knows no values, so it looks dear where it is cheap, and to compile it (`jit`) takes hundreds of times what it runs.
# Moments that are read as text are written one way, whatever way the server prefers.
_SETTINGS = {"plan_cache_mode": "force_generic_plan", "jit": "off", "datestyle": "ISO"}


_POOLED: dict[str, Any] = {
    "max_overflow": 0,
    "pool_timeout": 30,
    "hide_parameters": True,
    "query_cache_size": 200,  # a compiled statement holds some 60 kB, and filters make many that are asked once
}


def _postgresql(url: URL, pool_size: int) -> tuple[AsyncEngine, AsyncEngine]:
    settings: dict[str, Any] = {"timeout": 10, "server_settings": _SETTINGS}
    engine = create_async_engine(url, pool_size=pool_size, connect_args=settings, **_POOLED)
    event.listen(engine.sync_engine, "checkout", _renew_closed)
    reader = engine.execution_options(isolation_level="AUTOCOMMIT")
    event.listen(reader.sync_engine, "savepoint", _nothing_to_undo)
    return engine, reader


def _renew_closed(connection: Any, _record: object, _proxy: object) -> None:
    # the driver has heard of a restart of the database already; asking the server (`pre_ping`) would cost each request a round trip
    if connection.driver_connection.is_closed():
        raise DisconnectionError


_READING = ("query_only=ON", "wal_autocheckpoint=0", "foreign_keys=ON", "busy_timeout=10000")


def _sqlite(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    writer = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=1, **_POOLED)
    # who reads begins nothing that must be undone: nobody goes to the driver's thread twice for that
    reader = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=4, skip_autocommit_rollback=True, **_POOLED)
    _on_connect(writer, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000")
    _on_connect(reader, *_READING)
    event.listen(reader.sync_engine, "savepoint", _nothing_to_undo)
    event.listen(writer.sync_engine, "begin", _begin_immediate)
    return writer, reader


def _sqlite_for_altering(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
    _on_connect(engine, "busy_timeout=60000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF")
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _on_connect(engine: AsyncEngine, *pragmas: str) -> None:
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", configure)


def _nothing_to_undo(_connection: Connection, _name: str | None) -> None:
    # outside a transaction SQLite begins one for it, which nothing ends: whoever reads there later would see an old database for good
    raise RuntimeError("who reads has nothing to undo: no savepoint in a reading session")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def database_of(connection: HTTPConnection) -> Database:
    """The database of the application that answers this request."""
    return connection.app.state.database


@asynccontextmanager
async def session_around(request: Request) -> AsyncGenerator[None]:
    """The session of a request, for as long as its endpoint works. It takes a connection when it is first asked for something, and
    commits before the answer leaves, so an answer never promises what was not stored."""
    database = database_of(request)
    async with database.reading() if request.method in SAFE_METHODS else database.writing() as session:
        request.state.session = session
        yield


async def _session_of(request: Request) -> AsyncSession:
    return request.state.session


DbSession = Annotated[AsyncSession, Depends(_session_of)]
"""The session of the request. `StrictRoute` opens it around the endpoint, which costs less than a dependency with an end of its own."""


@asynccontextmanager
async def trying(session: AsyncSession) -> AsyncGenerator[None]:
    """Work that is done to see what it does, and undone when the block ends."""
    nested = await session.begin_nested()
    try:
        yield
    finally:
        await nested.rollback()


def insert_for(session: AsyncSession, table: Any) -> Any:
    """INSERT with ON CONFLICT, in the dialect of this session's database."""
    name = session.get_bind().dialect.name
    return sqlite_insert(table) if name == "sqlite" else postgresql_insert(table)


def at_most(statement: Statement, number: int) -> Statement:
    """The statement limited to so many rows. The number is written out: a plan for any number is one for a tenth of the rows."""
    return statement.limit(literal_column(str(number)))


async def read_rows(session: AsyncSession, statement: AnySelect, bound: Mapping[str, Any] | None = None) -> Sequence[AnyRow]:
    """The rows of a statement that asks for columns, without what a session does to make objects of them."""
    if session.autoflush:  # of a session that writes: what it has changed counts already
        await session.flush()
    connection = await session.connection()
    return (await connection.execute(statement, bound)).all()
