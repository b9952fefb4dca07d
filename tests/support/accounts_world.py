"""Accounts with passwords, and browsers at addresses of their own."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from papi.access.passwords import hash_one_time
from papi.access.permissions import Role
from papi.directory.models import Membership, Person, Unit, UnitKind
from papi.kit import clock
from papi.kit.text import searchable
from tests.support.world import BASE, Caller, Someone, World

PASSWORD = "biển xanh cát trắng 45"
OTHER_PASSWORD = "ngọn hải đăng trên núi Nhỏ"


async def account(world: World, username: str, role: Role, *units: Unit, **fields: Any) -> tuple[Person, list[Membership]]:
    """Somebody with a password and a membership in each of the units."""
    values: dict[str, Any] = {"must_change_password": False, "created_at": clock.real(), **fields}
    person = Person(
        username=username,
        full_name="Trần Thị Mai",
        folded=searchable("Trần Thị Mai", username),
        password_hash=await hash_one_time(PASSWORD),
        **values,
    )
    await world.add(person)
    return person, [await world.membership(person, role, unit) for unit in units]


async def admin_of(world: World) -> Someone:
    """The administrator, of the city."""
    return await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))


async def sign_in(caller: Caller, username: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    """The form of RFC 6749, as a script sends it."""
    form = {"grant_type": "password", "username": username, "password": password, **more}
    return await caller.post("/auth/token", data=form)


async def refresh(caller: Caller, token: str, **more: str) -> httpx.Response:
    return await caller.post("/auth/token", data={"grant_type": "refresh_token", "refresh_token": token, **more})


def bearing(caller: Caller, answer: httpx.Response) -> Caller:
    """The same caller with the access token of an answer."""
    return Caller(caller.client, caller.app, {"Authorization": f"Bearer {answer.json()['access_token']}"})


@asynccontextmanager
async def calling_from(
    world: World, address: str = "203.0.113.7", *, origin: str | None = None, base: str = BASE
) -> AsyncGenerator[Caller]:
    """Somebody at an address of their own, with a cookie jar of their own; a browser if `origin` says where its page comes from."""
    transport = httpx.ASGITransport(app=world.app, raise_app_exceptions=False, client=(address, 50_000))
    async with httpx.AsyncClient(transport=transport, base_url=base) as client:
        yield Caller(client, world.app, {"Origin": origin} if origin else {})
