"""A client of the province, wards with codes in schemes, and figures to send."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from papi.directory.models import Unit, UnitCode
from tests.support.machines import MachineCaller, machine
from tests.support.world import LONG_AGO, World

PUSH = "/integration/cchc/measures"


@dataclass
class Exchange:
    """Two wards, of which the first got another code of the office of statistics in July 2024, and a client of all units."""

    world: World
    ward: Unit
    other: Unit
    client: MachineCaller

    async def client_of(self, *units: Unit, scopes: Collection[str] = ()) -> MachineCaller:
        return await machine(self.world, *scopes, units=units)


async def an_exchange(world: World) -> Exchange:
    ward, other = await world.unit("Phường 1", code="P1"), await world.unit("Phường 2", code="P2")
    changed = date(2024, 7, 1)
    await world.add(
        UnitCode(unit_id=ward.id, scheme="GSO", value="26506", valid_from=LONG_AGO, valid_to=date(2024, 6, 30)),
        UnitCode(unit_id=ward.id, scheme="GSO", value="99001", valid_from=changed),
        UnitCode(unit_id=other.id, scheme="GSO", value="26506", valid_from=changed),
        UnitCode(unit_id=other.id, scheme="QD20", value="H56.V02", valid_from=LONG_AGO),
    )
    return Exchange(world, ward, other, await machine(world))


def figure(unit_code: str = "P1", value: Any = "81.5", **given: Any) -> dict[str, Any]:
    """A row of a push."""
    row = {"unit_code": unit_code, "measure": "dvc_online_rate", "period": "202408", "value": value, "source": "dvcqg", **given}
    return {name: given for name, given in row.items() if given is not None}


async def pushed(client: MachineCaller, *rows: Any, **given: Any) -> dict[str, Any]:
    """What became of a call that was taken in."""
    answer = await client.post(PUSH, {"rows": list(rows), **given})
    assert answer.status_code == 200, answer.text
    return answer.json()
