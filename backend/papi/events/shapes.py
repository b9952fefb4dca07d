"""The event as machines see it, made of a fact and its place in the chain."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from papi.access.permissions import MACHINE_ROLE
from papi.events.catalogue import KEYS_OF


class FactLike(Protocol):
    """A row of `facts`, as an object or as columns of a statement."""

    id: Any
    kind: Any
    business_at: Any
    subject_type: Any
    subject_id: Any
    unit_id: Any
    person_id: Any
    person_name: Any
    role: Any
    acting_unit_id: Any
    data: Any


def event_of(fact: FactLike, number: int, *, named: bool = False) -> dict[str, Any]:
    """The event that a fact becomes, for a kind of the catalogue. Who acted is named only to readers who may see it (`named`)."""
    return {
        "id": fact.id,
        "number": number,
        "type": fact.kind,
        "at": fact.business_at,
        "subject": {"type": fact.subject_type, "id": fact.subject_id},
        "unit_id": fact.unit_id,
        "actor": {
            "type": actor_type(fact.person_id, fact.role),
            "role": fact.role,
            "unit_id": fact.acting_unit_id,
            "name": fact.person_name if named else None,
        },
        "data": data_of(fact.kind, fact.data),
    }


def actor_type(person_id: UUID | str | None, role: str | None) -> str:
    """Who acts: a person, an API client, or the system by itself."""
    if person_id is not None:
        return "person"
    return "api_client" if role == MACHINE_ROLE else "system"


def data_of(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Of a fact's data what its type documents, with every documented key."""
    return {name: key.read(data, name) for name, key in KEYS_OF[kind].items()}
