"""A body that cannot be taken is refused with the reason, whatever reads it first."""

from collections.abc import AsyncIterator

from papi.access.permissions import Role
from tests.support.world import World


async def test_json_that_is_not_strict_is_refused_with_its_reason_and_never_echoed(world: World) -> None:
    admin = await world.person(Role.ADMIN, await world.unit())
    bodies = {
        b'{"code": "X", "code": "Y"}': "duplicate key",
        b'{"code": NaN}': "not finite",
        b'{"code": 1e400}': "not finite",
        b'{"code": "a\\u0000b"}': "cannot be stored",
        b'{"code": "\\ud800"}': "cannot be stored",
        '{"code": "X"}'.encode("utf-16"): "UTF-8",
        b'{"code": ': "UTF-8",
    }

    for body, reason in bodies.items():
        answer = await admin.request("POST", "/units", content=body, headers={"Content-Type": "application/json", "Accept-Language": "en"})
        assert answer.status_code == 422, body
        assert reason in answer.json()["errors"][0]["detail"]


async def test_a_character_that_cannot_be_stored_is_refused_in_vietnamese_at_its_field(world: World) -> None:
    admin = await world.person(Role.ADMIN, await world.unit())

    refused = await admin.post("/units", {"name": "Phòng", "codes": [{"scheme": "GSO", "value": "1\x00"}]})

    assert refused.json()["errors"] == [
        {"pointer": "/codes/0/value", "detail": "Có ký tự điều khiển không lưu được; đề nghị xóa ký tự này."}
    ]


async def test_a_body_beyond_the_limit_is_refused_though_it_did_not_announce_its_length(world: World) -> None:
    admin = await world.person(Role.ADMIN, await world.unit())

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b" " * 65_536

    answer = await admin.request("POST", "/units", content=endless(), headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
