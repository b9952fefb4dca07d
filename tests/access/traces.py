"""What a request leaves behind: whether anything of it was stored, and which facts tell of it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
from sqlalchemy import event, select

from papi.outbox.models import FactRow
from tests.support.world import Someone, World

_WRITES = ("INSERT", "UPDATE", "DELETE")
# A wrong password is refused and counted: that is what slows a guesser down. So are the calls of machines.
_REMEMBERED = ("sign_in_failures", "calls_of_minute")


@contextmanager
def stored_by(world: World) -> Generator[list[str]]:
    """The writing statements that were committed meanwhile."""
    stored: list[str] = []

    def note(connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(_WRITES) and not any(table in statement for table in _REMEMBERED):
            connection.info.setdefault("written", []).append(statement)

    def keep(connection: Any) -> None:
        stored.extend(connection.info.pop("written", []))

    def forget(connection: Any) -> None:
        connection.info.pop("written", None)

    engine = world.database.write_engine.sync_engine
    listeners = {"before_cursor_execute": note, "commit": keep, "rollback": forget}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield stored
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)


async def facts_of(world: World, answer: httpx.Response) -> list[FactRow]:
    """The facts that a request recorded."""
    async with world.database.reading() as session:
        told = select(FactRow).where(FactRow.request_id == answer.headers["x-request-id"])
        return list(await session.scalars(told))


def is_signed(fact: FactRow, by: Someone) -> bool:
    """Whether the fact says who acted, in which role and unit, and from where."""
    who = (fact.person_id, fact.role, fact.acting_unit_id, fact.acting_unit_name)
    return who == (by.id, by.role.value, by.unit.id, by.unit.short_name) and bool(fact.person_name and fact.address)
