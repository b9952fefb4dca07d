"""A rehearsal of what comes on 1 July 2025: seventeen wards become five and the city's own level ends, decided and waiting for its day."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.files import DATA
from papi.demo.stage import Scene, Stage, at
from papi.reorganisation.actions import create_succession
from papi.reorganisation.schemas import SuccessionCreate

_ADMIN = "admin"


def scenes_of_reorganising(stage: Stage) -> Iterator[Scene]:
    """The administrator has entered the plan, so that everybody sees what it would carry where."""
    yield Scene(at(9, 13, 16), partial(_decide, stage))


async def _decide(stage: Stage, session: AsyncSession) -> None:
    ids = {code: unit.id for code, unit in stage.cast.units.items()}
    await create_succession(session, stage.cast.actors[_ADMIN], SuccessionCreate.model_validate(rehearsal(ids)))


def rehearsal(ids: Mapping[str, UUID]) -> dict[str, Any]:
    """The decision as the API takes it; units by their codes."""
    data = json.loads((DATA / "reorganisation-2025.json").read_text(encoding="utf-8"))
    parts = [
        {"kind": part["kind"], "predecessors": [str(ids[code]) for code in part["before"]], "successors": part["after"]}
        for part in data["parts"]
    ]
    return {**data, "parts": parts, "confirmed_on": data["effective_on"]}
