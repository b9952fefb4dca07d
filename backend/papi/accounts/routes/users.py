import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response, UploadFile

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.access.passwords import hash_one_time, one_time_password
from papi.accounts import queries
from papi.accounts.actions import people as actions
from papi.accounts.actions.second_factor import take_off_of
from papi.accounts.importing import check_people, read_rows
from papi.accounts.schemas import (
    ImportedPerson,
    MembershipCreate,
    PeopleImported,
    PersonCreate,
    PersonCreated,
    PersonQuery,
    PersonRow,
    PersonUpdate,
    ResetCode,
    SessionsRead,
)
from papi.kit.db import DbSession, database_of
from papi.kit.etag import IfMatch, resource
from papi.kit.idempotency import holds_secret
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("users")


@router.get("/users", response_model=PageOf[PersonRow])
async def list_users(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[PersonQuery, Query()]) -> Response:
    """People with accounts and their memberships, by `people.read`: all, or the own unit's."""
    return await answer_list(session, request, queries.list_users(actor, query), query)


@router.post("/users", response_model=PersonCreated, status_code=201)
async def create_user(request: Request, actor: StreamingActor, given: PersonCreate) -> Response:
    """A new account with its first membership. `one_time_password` is shown this once and must be changed at the first sign-in."""
    actor.require("people.manage")
    holds_secret(request)
    password = one_time_password()
    hashed = await hash_one_time(password)
    async with database_of(request).writing() as session:
        person = await actions.create_user(session, actor.author, given, hashed)
        body = await queries.read_person(session, actor, person.id)
    return resource({**body, "one_time_password": password}, body["version"], status=201)


@router.post("/users/import", status_code=200)
async def import_users(request: Request, actor: StreamingActor, file: UploadFile, dry_run: bool = False) -> PeopleImported:
    """Make many accounts from XLSX or CSV (Tên đăng nhập, Họ và tên, Thư điện tử, Mã đơn vị, Vai trò), all or none.

    422 `import_refused` lists every bad line with its reason. The one-time passwords are shown this once; with `dry_run=true` nothing
    is stored and they are empty.
    """
    actor.require("people.manage")
    rows = await asyncio.to_thread(read_rows, await file.read())
    async with database_of(request).reading() as session:
        people = await check_people(session, rows)
    passwords = ["" if dry_run else one_time_password() for _ in people]
    if not dry_run:
        holds_secret(request)
        hashes = [await hash_one_time(password) for password in passwords]
        async with database_of(request).writing() as session:
            await actions.import_users(session, actor, list(zip(people, hashes, strict=True)))
    items = [
        ImportedPerson(username=person.username, full_name=person.full_name, one_time_password=password)
        for person, password in zip(people, passwords, strict=True)
    ]
    return PeopleImported(rows=len(people), stored=not dry_run, items=items)


@router.get("/users/{person_id}", response_model=PersonRow)
async def get_user(session: DbSession, actor: CurrentActor, person_id: UUID, precondition: IfMatch) -> Response:
    """One account with its present and past memberships."""
    person = await queries.read_person(session, actor, person_id)
    return resource(person, person["version"], precondition)


@router.patch("/users/{person_id}", response_model=PersonRow)
async def update_user(session: DbSession, actor: CurrentActor, person_id: UUID, given: PersonUpdate, precondition: IfMatch) -> Response:
    """Change an account. `active: false` ends its sessions and personal tokens at once; accounts are never deleted."""
    await actions.update_user(session, actor, person_id, given, precondition)
    return await _answer(session, actor, person_id)


@router.post("/users/{person_id}/memberships", response_model=PersonRow, status_code=201)
async def add_membership(session: DbSession, actor: CurrentActor, person_id: UUID, given: MembershipCreate) -> Response:
    """Give a person a further role in a unit, from a day to a day."""
    await actions.add_membership(session, actor, person_id, given)
    return await _answer(session, actor, person_id, status=201)


@router.delete("/users/{person_id}/memberships/{membership_id}", response_model=PersonRow)
async def end_membership(session: DbSession, actor: CurrentActor, person_id: UUID, membership_id: UUID) -> Response:
    """End a membership at once; it stays as history."""
    await actions.end_membership(session, actor, person_id, membership_id)
    return await _answer(session, actor, person_id)


@router.get("/users/{person_id}/sessions", response_model=SessionsRead)
async def list_sessions_of(request: Request, session: DbSession, actor: CurrentActor, person_id: UUID) -> Response:
    """Where the account is signed in, for the administrator."""
    person = await queries.get_person(session, actor, person_id)
    actor.require("people.manage")
    return await answer_whole(request, await queries.read_sessions(session, actor, person.id), queries.SESSIONS)


@router.delete("/users/{person_id}/sessions/{session_id}", status_code=204)
async def end_session_of(session: DbSession, actor: CurrentActor, person_id: UUID, session_id: UUID) -> Response:
    """End one session of the account, at once."""
    await actions.end_session_of(session, actor, person_id, session_id)
    return Response(status_code=204)


@router.post("/users/{person_id}/password-reset", status_code=201)
async def create_reset_code(request: Request, session: DbSession, actor: CurrentActor, person_id: UUID) -> ResetCode:
    """A one-time code with which the person sets a new password; shown this once, valid for a day."""
    holds_secret(request)
    code, reset = await actions.give_reset_code(session, actor, person_id)
    return ResetCode(code=code, expires_at=reset.expires_at)


@router.delete("/users/{person_id}/totp", response_model=PersonRow)
async def take_totp_off(session: DbSession, actor: CurrentActor, person_id: UUID) -> Response:
    """Take a lost second factor off. All sessions of the account end, and the person is told."""
    await take_off_of(session, actor, person_id)
    return await _answer(session, actor, person_id)


async def _answer(session: DbSession, actor: CurrentActor, person_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    person = await queries.read_person(session, actor, person_id)
    return resource(person, person["version"], status=status)
