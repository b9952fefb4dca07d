"""Loads a city's units and groups from data (demo/data/units.json, or another city's file of the same shape)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit, UnitCode, UnitGroup, UnitGroupMember, UnitKind, UnitVersion
from papi.kit.text import fold, nfc
from papi.kit.types import new_id

SINCE = date(2021, 1, 1)
_KINDS = {
    "thành phố": UnitKind.CITY,
    "phòng ban": UnitKind.DEPARTMENT,
    "ngành dọc": UnitKind.VERTICAL,
    "đơn vị sự nghiệp": UnitKind.SERVICE,
    "MTTQ": UnitKind.FRONT,
    "Đảng": UnitKind.PARTY,
    "phường": UnitKind.WARD,
    "xã": UnitKind.COMMUNE,
}
_LONG_STARTS = ("Ủy ban nhân dân ", "UBND ")


async def load_units(session: AsyncSession, data: Mapping[str, Any]) -> dict[str, UUID]:
    """Store units in the order of the file, which is the official one, and the groups; ids by code. The city comes first, as parent."""
    ids: dict[str, UUID] = {}
    city_code = data["city"]["code"]
    since = date.fromisoformat(data["since"]) if "since" in data else SINCE
    for place, given in enumerate(data["units"]):
        unit = _unit(given, place, ids.get(city_code), since)
        ids[unit.code] = unit.id
        session.add(unit)
        await session.flush()
        session.add(UnitVersion(unit_id=unit.id, name=unit.name, short_name=unit.short_name, parent_id=unit.parent_id, valid_from=since))
        session.add(UnitCode(unit_id=unit.id, scheme=given["code_system"], value=given["code"], valid_from=since))
    await session.flush()
    for given in data["groups"]:
        group = UnitGroup(id=new_id(), code=_group_code(given), name=nfc(given["name_vi"]))
        session.add(group)
        await session.flush()
        session.add_all(UnitGroupMember(group_id=group.id, unit_id=ids[code]) for code in given["members"])
    await session.flush()
    return ids


def _unit(given: Mapping[str, Any], place: int, city_id: UUID | None, since: date) -> Unit:
    name = nfc(given["name_vi"])
    short_name = nfc(given.get("short_name") or _short(name, given))
    return Unit(
        id=new_id(),
        code=given["code"],
        kind=_KINDS[given["kind"]],
        name=name,
        short_name=short_name,
        parent_id=city_id,
        coordinating=given.get("coordinating", False),
        basis=given["basis"],
        note=given["note"],
        sort=place,
        valid_from=since,
    )


def _short(name: str, given: Mapping[str, Any]) -> str:
    if given["kind"] == "MTTQ":
        return "UBMTTQ thành phố"
    if given["kind"] == "thành phố":
        return "UBND thành phố"
    for start in _LONG_STARTS:
        if name.startswith(start):
            rest = name.removeprefix(start)
            return rest[:1].upper() + rest[1:]
    return name


def _group_code(given: Mapping[str, Any]) -> str:
    return fold(given["name_vi"]).replace(" ", "-")[:40]
