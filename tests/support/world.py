"""An installation under test, and the people who use it. Everything a test does goes through HTTP as one of them."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
from fastapi import FastAPI
from sqlalchemy import event, func, select

from papi.access.models import AuthSession
from papi.access.permissions import Role
from papi.access.tokens import TokenClaims
from papi.directory.models import Membership, Person, Unit, UnitKind, UnitVersion
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.text import searchable
from papi.main import create_app
from papi.outbox.chain import chain_batch
from papi.outbox.models import FactRow
from papi.outbox.relay import relay_batch
from papi.oversight.climbing import climb
from papi.settings import Settings
from papi.worker import REACTIONS, TELLING
from tests.support.contract import check_answer

BASE = "http://127.0.0.1:8000"
LONG_AGO = date(2020, 1, 1)


class Caller:
    """Somebody (or nobody) who sends requests to `/api/v1`; every JSON answer is checked against the API's own schema."""

    def __init__(self, client: httpx.AsyncClient, app: FastAPI, headers: dict[str, str] | None = None) -> None:
        self.client = client
        self.app = app
        self.headers = headers or {}

    async def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {**self.headers, **(options.pop("headers", None) or {})}
        url = path if path.startswith(("/api/", "/health", "/metrics", "/.well-known", "/openapi")) else f"/api/v1{path}"
        response = await self.client.request(method, url, headers=headers, **options)
        check_answer(self.app, method, response)
        return response

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("GET", path, **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.request("POST", path, json=json, **options)

    async def put(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.request("PUT", path, json=json, **options)

    async def patch(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.request("PATCH", path, json=json, **options)

    async def delete(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("DELETE", path, **options)


@dataclass
class Someone(Caller):
    """A signed-in person."""

    client: httpx.AsyncClient
    app: FastAPI
    id: UUID
    username: str
    membership_id: UUID
    unit: Unit
    role: Role
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class QueryCount:
    """How many statements were sent."""

    number: int = 0


class World:
    """Makes units and people directly in the database, and lets them act through HTTP."""

    def __init__(self, app: FastAPI, client: httpx.AsyncClient) -> None:
        self.app = app
        self.client = client
        self.anyone = Caller(client, app)
        self._count = 0

    @property
    def database(self) -> Database:
        return cast(Database, self.app.state.database)

    @property
    def is_empty(self) -> bool:
        """Whether no unit and no person was made yet."""
        return self._count == 0

    async def add(self, *rows: Any) -> None:
        """Store rows as they are."""
        async with self.database.writing() as session:
            session.add_all(rows)

    async def unit(
        self, name: str = "Phường 1", kind: UnitKind = UnitKind.WARD, *, code: str | None = None, coordinating: bool = False
    ) -> Unit:
        """A new unit."""
        self._count += 1
        unit = Unit(
            code=code or f"U{self._count}",
            kind=kind,
            name=name,
            short_name=name,
            folded=searchable(name),
            coordinating=coordinating,
            basis="plan_named",
            sort=self._count,
            valid_from=LONG_AGO,
        )
        async with self.database.writing() as session:
            session.add(unit)
            await session.flush()
            session.add(UnitVersion(unit_id=unit.id, name=name, short_name=name, valid_from=LONG_AGO))
        return unit

    async def coordinating_unit(self) -> Unit:
        """Phòng Nội vụ."""
        return await self.unit("Phòng Nội vụ", UnitKind.DEPARTMENT, coordinating=True)

    async def person(self, role: Role, unit: Unit, *, full_name: str | None = None) -> Someone:
        """A new person with one membership, signed in."""
        return (await self.people((role, unit), full_name=full_name))[0]

    async def people(self, *posts: tuple[Role, Unit], full_name: str | None = None) -> list[Someone]:
        """New people with one membership each, signed in; in one transaction, because tests make many."""
        persons = [self._person(full_name) for _post in posts]
        async with self.database.writing() as session:
            session.add_all(persons)
            await session.flush()
            memberships = [_membership(person, *post) for person, post in zip(persons, posts, strict=True)]
            session.add_all(memberships)
            await session.flush()
            sessions = list(map(_auth_session, persons, memberships))
            session.add_all(sessions)
        units = [unit for _role, unit in posts]
        return list(map(self._signed_in, sessions, persons, memberships, units))

    def _person(self, full_name: str | None) -> Person:
        self._count += 1
        name = full_name or f"Người thứ {self._count}"
        return Person(
            username=f"nguoi{self._count}",
            full_name=name,
            folded=searchable(name),
            must_change_password=False,
            created_at=clock.real(),
        )

    async def membership(self, person: Person, role: Role, unit: Unit) -> Membership:
        """A further membership of a person."""
        membership = _membership(person, role, unit)
        await self.add(membership)
        return membership

    async def sign_in(self, person: Person, membership: Membership, unit: Unit) -> Someone:
        """A session for a membership, without the price of a password."""
        auth = _auth_session(person, membership)
        await self.add(auth)
        return self._signed_in(auth, person, membership, unit)

    async def those_there(self) -> dict[UUID, Unit | Someone]:
        """The units and people of rows that were put back, by id; the people signed in."""
        sessions = select(AuthSession, Person, Membership, Unit).where(
            Person.id == AuthSession.person_id, Membership.id == AuthSession.membership_id, Unit.id == Membership.unit_id
        )
        async with self.database.reading() as session:
            units = {unit.id: unit for unit in await session.scalars(select(Unit))}
            people = [self._signed_in(*row) for row in await session.execute(sessions)]
        self._count = len(units) + len(people)
        return {**units, **{someone.id: someone for someone in people}}

    def _signed_in(self, auth: AuthSession, person: Person, membership: Membership, unit: Unit) -> Someone:
        claims = TokenClaims(person.id, auth.id, membership.id)
        token = self.app.state.issuer.issue(claims, client_id="papi-script", unit=unit.code, role=membership.role)
        return Someone(
            client=self.client,
            app=self.app,
            id=person.id,
            username=person.username,
            membership_id=membership.id,
            unit=unit,
            role=Role(membership.role),
            headers={"Authorization": f"Bearer {token}"},
        )

    @contextmanager
    def counted_queries(self) -> Generator[QueryCount]:
        """Counts the statements that the application sends meanwhile."""
        count = QueryCount()

        def note(*_event: Any) -> None:
            count.number += 1

        engines = [self.database.write_engine.sync_engine]
        if self.database.is_sqlite:  # on PostgreSQL the reading one is the same engine, and what is told to one is told to both
            engines.append(self.database.read_engine.sync_engine)
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield count
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)

    async def let_the_worker_remind(self) -> bool:
        """Remind of deadlines, if the business day is one on which the worker would; whether it did."""
        return await climb(self.database)

    async def let_the_worker_run(self) -> None:
        """Carry all pending facts up and chain all facts, as the worker does."""
        while await relay_batch(self.database, REACTIONS) or await chain_batch(self.database, TELLING):
            pass
        async with self.database.reading() as session:
            left = await session.scalar(select(func.count()).where(FactRow.pending.is_(True)))
        assert left == 0, f"{left} facts were not carried"


def _membership(person: Person, role: Role, unit: Unit) -> Membership:
    return Membership(person_id=person.id, unit_id=unit.id, role=role.value, valid_from=LONG_AGO)


def _auth_session(person: Person, membership: Membership) -> AuthSession:
    now = clock.real()
    return AuthSession(
        person_id=person.id,
        membership_id=membership.id,
        client_id="papi-script",
        created_at=now,
        last_used_at=now,
        expires_at=now + timedelta(days=1),
    )


@asynccontextmanager
async def opened_world(url: str, folder: Path, keys: Path, **settings: Any) -> AsyncGenerator[World]:
    """The application on a database, started and stopped as uvicorn would."""
    chosen: dict[str, Any] = {"public_url": BASE, **settings}
    made = Settings(
        database_url=url,
        data_dir=folder,
        secret_dir=keys,
        embedded_worker=False,
        **chosen,
    )
    app = create_app(made)
    async with app.router.lifespan_context(app):
        _share_compiled(app.state.database)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with _connected(app.state.database), httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            yield World(app, client)


_connections: dict[str, Any] = {}


@asynccontextmanager
async def _connected(database: Database) -> AsyncGenerator[None]:
    """PostgreSQL prepares each statement once for each connection, and tests come to the same few databases again and again: their
    connections are kept from test to test."""
    if database.is_sqlite:
        yield
        return
    engines = {database.write_engine.sync_engine, database.read_engine.sync_engine}
    own = database.write_engine.sync_engine.pool
    kept = _connections.setdefault(str(database.url), own)
    for engine in engines:
        engine.pool = kept
    try:
        yield
    finally:
        for engine in engines:  # what the application closes at its end is a pool of its own
            engine.pool = own if kept is not own else own.recreate()


_compiled: dict[tuple[str, bool], Any] = {}


def _share_compiled(database: Database) -> None:
    """SQLAlchemy compiles each statement once for each engine, and every test has engines of its own. A statement is known again under
    its dialect, so that goes with what was compiled."""
    for engine in (database.write_engine.sync_engine, database.read_engine.sync_engine):
        first = _compiled.setdefault((engine.name, engine.dialect.skip_autocommit_rollback), engine)
        engine.dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
