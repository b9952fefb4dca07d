"""What a table of permissions is made of: who calls, on whose matter, and what answer each of them gets.

A capability joins with one file `tests/access/cases_<capability>.py`, found by its name, which holds any of

    CASES: list[Case]          one or more for each endpoint: every role, on a matter of its own unit and of another
    LISTS: list[ListCase]      one for each endpoint that answers a page: who finds the thing in the list, and who does not
    ANSWERS: list[ListCase]        the same for answers that are no page, such as dashboards: whether `value` stands anywhere in them
    OUTSIDE: dict[str, str]    "METHOD /path" → why the table says nothing about this endpoint
    OUTSIDE_LISTS: dict[str, str]    the same for lists: why nothing is hidden in it

`tests/access/test_permission_tables.py` runs them all and fails if an endpoint of the application stands nowhere. A case reads

    Case("PATCH /things/{thing_id}", a_things_patch, expect(403, unit_head=(200, 404), officer=(200, 404), observer=404))

where `async def a_things_patch(scene: Scene) -> Attempt` makes a fresh thing of `scene.unit` (directly with `scene.world.add`, or
through HTTP as `await scene.colleague(Role.OFFICER)`) and says what is sent: `Attempt(f"/things/{thing.id}", {"title": "x"})`. Twelve
callers try it: one thing serves all, put back as it was after each who changed it, or its caller alone where its making asks for
`scene.caller`. In
`expect`, the first value holds for every role that is not named; a pair is (on a matter of the caller's own unit, on a matter of
another unit). With `coordinating=True` the matter is that of the coordinating unit (Phòng Nội
vụ), so that "own" is its member and "other" a stranger: this is where `others` and `own_coordinator` of permissions.csv part. Who is
not signed in always gets 401, and is tried as well.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import FastAPI
from fastapi.routing import APIRoute

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.kit.transport import API
from tests.support.keeping import keep
from tests.support.world import Someone, World

Expectation = Mapping[Role, tuple[Any, Any]]
Made = TypeVar("Made")


@dataclass
class Scene:
    """One attempt: `unit` is the unit whose matter it is, `caller` is the one who will try, in `unit` or elsewhere."""

    world: World
    unit: Unit
    _caller: Someone
    personal: bool = False
    used_up: bool = False

    @property
    def caller(self) -> Someone:
        """Whoever asks for the caller makes a thing for this caller alone."""
        self.personal = True
        return self._caller

    async def colleague(self, role: Role) -> Someone:
        """Somebody of the unit whose matter it is, to bring the thing about through HTTP."""
        return await self.world.person(role, self.unit)


@dataclass(frozen=True)
class Attempt:
    """The request that is sent; a body that speaks of days is a function. `options` go to httpx (`files`, `data`, `headers`)."""

    path: str
    body: Any = None
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        if callable(self.body):
            object.__setattr__(self, "body", self.body())


@dataclass(frozen=True)
class Listed:
    """A list, and what should or should not be found in it under `key` (`subject.id` reaches into an item)."""

    path: str
    value: str
    key: str = "id"


@dataclass(frozen=True)
class Case:
    """An endpoint, how to come to a moment in which it may be called, and the status that every caller gets."""

    operation: str
    make: Callable[[Scene], Awaitable[Attempt]]
    expected: Expectation
    coordinating: bool = False
    kind: UnitKind = UnitKind.WARD

    def __str__(self) -> str:
        return f"{self.operation} {self.make.__name__}{' of the coordinating unit' if self.coordinating else ''}"


@dataclass(frozen=True)
class ListCase:
    """A list, and who finds the thing of a unit in it: True, False, or the status of a refusal."""

    operation: str
    make: Callable[[Scene], Awaitable[Listed]]
    expected: Expectation

    def __str__(self) -> str:
        return f"{self.operation} {self.make.__name__}"


def expect(default: Any, **roles: Any) -> Expectation:
    """Every role's answer: one value, or a pair (own unit, other unit)."""
    values = {role: roles.pop(role.value, default) for role in Role}
    assert not roles, f"unknown roles: {roles}"
    return {role: value if isinstance(value, tuple) else (value, value) for role, value in values.items()}


async def scenes(
    world: World, make: Callable[[Scene], Awaitable[Made]], *, coordinating: bool = False, kind: UnitKind = UnitKind.WARD
) -> AsyncGenerator[tuple[str, Scene, Made]]:
    """Twelve attempts on what `make` makes: every role, in the unit whose matter it is and in another.

    Making the thing takes far longer than trying it, and a refusal leaves it as it was. When the test says that it is used up, all is put
    back as it was after the making; what was made for one caller alone is made anew for the next, on what there was before.
    """
    unit = await (world.coordinating_unit() if coordinating else world.unit("Phường 1", kind))
    elsewhere = await world.unit("Phường 2")
    posts = [(role, place) for role in Role for place in (unit, elsewhere)]
    callers = await world.people(*posts)
    nothing = await keep(world.database)
    begun, made = nothing, list[Made]()
    for (role, place), caller in zip(posts, callers, strict=True):
        scene = Scene(world, unit, caller)
        if not made:
            made, begun = [await make(scene)], await keep(world.database)
        for_one = scene.personal  # asked before the test does, which speaks of the caller as well
        yield f"{role.value} of {'the unit' if place is unit else 'another unit'}", scene, made[0]
        if for_one:
            made = []
        if for_one or scene.used_up:
            await (nothing if for_one else begun).put_back(world.database)


def flat(expected: Expectation) -> dict[str, Any]:
    """The expectation under the names of `scenes`."""
    places = ("the unit", "another unit")
    return {f"{role.value} of {place}": value for role, pair in expected.items() for place, value in zip(places, pair, strict=True)}


def operations(app: FastAPI) -> dict[str, APIRoute]:
    """Every endpoint of the API, as `METHOD /path` without the prefix; and those outside it with their whole path."""
    found: dict[str, APIRoute] = {}
    for route in app.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in sorted(route.methods or ()):
                found[f"{method} {route.path.removeprefix(API)}"] = route
    return found


def value_at(item: Mapping[str, Any], key: str) -> Any:
    """The value under a path such as `subject.id`."""
    found: Any = item
    for part in key.split("."):
        found = found[part]
    return found
