from fastapi import Request

from papi.access.machines import Machine
from papi.integration import facts
from papi.kit.db import database_of
from papi.outbox.facts import record


async def remember(request: Request, machine: Machine, what: str, rows: int, period: str | None = None) -> None:
    """What left the house, as a fact; an empty page is none."""
    if rows:
        async with database_of(request).writing() as session:
            record(session, machine.author, facts.about(facts.PULLED, machine, what=what, rows=rows, period=period))
