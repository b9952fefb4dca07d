"""How a change is recorded: a declared kind, its subject, and what changed. Written in the transaction of the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.text import Words, nfc, searchable
from papi.outbox.models import FactRow

_KINDS: dict[str, "FactKind"] = {}


@dataclass(frozen=True)
class FactKind:
    """A kind of fact: `resource.past_tense`, the permission that lets one read it, and its words.

    `vi` and `en` are sentences without subject; `{name}` stands for a key of the fact's data. `fields` names the fields that a
    fact of this kind may report as changed. `relayed` facts are carried up by the worker (notifications, later webhooks). Those `aside`
    are so many that they have a list of their own, beside the timeline of their subject. Those that `name_document` hold its
    `evidence_id` and the `title` that it bore then, which is told only where somebody looked whether the reader may know it. `codes` are
    keys whose values are told in words.
    """

    name: str
    permission: str
    vi: str
    en: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    relayed: bool = False
    aside: bool = False
    name_document: bool = False
    codes: Mapping[str, Words] = field(default_factory=dict[str, Words])

    def __post_init__(self) -> None:
        if _KINDS.setdefault(self.name, self) is not self:
            raise ValueError(f"fact kind {self.name} is declared twice")


def kind_named(name: str) -> FactKind | None:
    """The declared kind, or None for one that this version no longer knows."""
    return _KINDS.get(name)


def kinds_declared() -> frozenset[str]:
    """The names of all kinds that the capabilities know."""
    return frozenset(_KINDS)


def relayed_kinds() -> list[FactKind]:
    """The declared kinds of which people may be told."""
    return [kind for kind in _KINDS.values() if kind.relayed]


def kinds_naming_documents() -> frozenset[str]:
    """The names of the kinds that hold the title of a document."""
    return frozenset(kind.name for kind in _KINDS.values() if kind.name_document)


def kinds_aside() -> list[str]:
    """The names of the kinds that have lists of their own."""
    return [kind.name for kind in _KINDS.values() if kind.aside]


@dataclass(frozen=True)
class Behalf:
    """The person for whom somebody acts by delegation."""

    person_id: UUID
    name: str


@dataclass(frozen=True)
class Author:
    """Who acts, in which role and for which unit, from where, and on whose behalf. People are None for the system itself."""

    person_id: UUID | None
    person_name: str
    role: str | None
    unit_id: UUID | None
    unit_name: str | None
    address: str | None
    request_id: str | None
    behalf: Behalf | None = None


SYSTEM = Author(None, "Hệ thống", None, None, None, None, None)


@dataclass(frozen=True)
class Fact:
    """What happened to one subject. `unit_id` is the unit whose matter it is; `private` facts are seen by that unit alone."""

    kind: FactKind
    subject_type: str
    subject_id: UUID
    label: str
    unit_id: UUID | None = None
    private: bool = False
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


def record(session: AsyncSession, author: Author, fact: Fact) -> FactRow:
    """Append the fact to this transaction."""
    behalf = author.behalf
    row = FactRow(
        kind=fact.kind.name,
        subject_type=fact.subject_type,
        subject_id=fact.subject_id,
        subject_label=nfc(fact.label),
        folded=searchable(fact.label, author.person_name, author.unit_name, behalf.name if behalf else None),
        unit_id=fact.unit_id,
        permission=fact.kind.permission,
        private=fact.private,
        person_id=author.person_id,
        person_name=author.person_name,
        behalf_id=behalf.person_id if behalf else None,
        behalf_name=behalf.name if behalf else None,
        role=author.role,
        acting_unit_id=author.unit_id,
        acting_unit_name=author.unit_name,
        address=author.address,
        request_id=author.request_id,
        real_at=clock.real(),
        business_at=clock.business(),
        data=dict(fact.data),
        pending=fact.kind.relayed,
    )
    session.add(row)
    return row


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields that differ, as `{field, from, to}`, for a fact's data under `changes`."""
    return [{"field": key, "from": before.get(key), "to": value} for key, value in after.items() if before.get(key) != value]
