"""How documents are linked to things of the capabilities above: each of them registers its linker at composition."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.areas import require_things, serves_things
from papi.evidence.errors import UnknownTarget
from papi.evidence.models import Evidence


class Linker(Protocol):
    """Links documents to one type of thing; refuses what the actor may not do to that thing. `permission`: who may link at all."""

    permission: str

    async def link(self, session: AsyncSession, actor: Actor, evidence: Sequence[Evidence], target_id: UUID) -> None: ...

    async def unlink(self, session: AsyncSession, actor: Actor, evidence_id: UUID, target_id: UUID) -> None: ...

    async def replaced(self, session: AsyncSession, evidence_id: UUID) -> None:
        """The document has a new file: what it proves is no longer what somebody has looked at."""
        ...

    def linked(self, target_id: UUID) -> Select[UUID]: ...

    async def uses(self, session: AsyncSession, actor: Actor, evidence_id: UUID) -> list[dict[str, Any]]: ...

    async def periods(self, session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        """The titles of the reporting periods for which documents serve as proof, the latest first."""
        ...


LINKERS: dict[str, Linker] = {}


def register_linker(kind: str, linker: Linker) -> None:
    """Make a type of thing known; done once, where the application is composed."""
    LINKERS[kind] = linker


def linker_of(kind: str, actor: Actor) -> Linker:
    """The linker of a type, or a refusal: whoever calls by a token for documents alone changes no report by them."""
    if kind not in LINKERS:
        raise UnknownTarget
    require_things(kind, actor.areas)
    return LINKERS[kind]


def linkers_for(actor: Actor) -> list[Linker]:
    """The linkers of all types, or of those for which the actor's token serves."""
    return [linker for kind, linker in LINKERS.items() if serves_things(kind, actor.areas)]


def parse_target(text: str, actor: Actor) -> tuple[Linker, UUID]:
    """`report_line:ID` → its linker and the id."""
    kind, _, given = text.partition(":")
    try:
        return linker_of(kind, actor), UUID(given)
    except ValueError:
        raise UnknownTarget from None
