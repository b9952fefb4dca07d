"""Nobody is served unknown: every endpoint depends on the actor, unless it is listed with its reason."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant

from papi.access.dependencies import bearer
from papi.access.machines import client_bearer
from papi.kit.transport import API, api_router, serve_routes
from tests.access.public import PUBLIC
from tests.access.tables import operations
from tests.support.contract import description_of
from tests.support.world import World


def unguarded(app: FastAPI) -> set[str]:
    """The endpoints that do not ask who is calling."""
    return {name for name, route in operations(app).items() if {bearer, client_bearer}.isdisjoint(_calls(route.dependant))}


def _calls(dependant: Dependant) -> Iterator[object]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from _calls(inner)


def test_an_endpoint_that_asks_nobody_is_noticed() -> None:
    app, router = FastAPI(), api_router("test")

    @router.get("/secrets")
    async def list_secrets() -> None: ...

    serve_routes(app, router)

    assert unguarded(app) == {"GET /secrets"}


async def test_every_endpoint_asks_who_is_calling_unless_it_is_public(world: World) -> None:
    assert unguarded(world.app) == PUBLIC.keys()


async def test_the_walk_sees_every_endpoint_that_the_description_names(world: World) -> None:
    described = {
        f"{method.upper()} {path.removeprefix(API)}" for path, item in description_of(world.app)["paths"].items() for method in item
    }

    assert set(operations(world.app)) == described


async def test_who_is_not_signed_in_is_turned_away_from_every_other_endpoint(world: World) -> None:
    zero = "00000000-0000-7000-8000-000000000000"
    answers: dict[str, int] = {}
    for name in set(operations(world.app)) - PUBLIC.keys():
        method, _, path = name.partition(" ")
        filled = "/".join(zero if part.startswith("{") else part for part in path.split("/"))
        answers[name] = (await world.anyone.request(method, filled.replace(f"/frameworks/{zero}", "/frameworks/2023"))).status_code

    assert {name: status for name, status in answers.items() if status != 401} == {}
