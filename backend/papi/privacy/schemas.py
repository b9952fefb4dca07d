from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from papi.evidence.schemas import EvidenceUnit
from papi.kit.paging import PageQuery
from papi.kit.schemas import Input, Reason
from papi.privacy.models import ErasureState, Ground
from papi.privacy.retention import KeptAs, Rules

MOST_AT_ONCE = 100
"""How many documents one act proposes: as many as a page of a list shows, and more than anybody reads through."""


class ErasureCreate(Input):
    """Propose to erase a document. `reason` stays for good: it names no person."""

    evidence_id: UUID
    ground: Ground
    reason: Reason


class ErasureBulk(Input):
    """Propose to erase several documents, all on one ground and for one reason, which names no person."""

    evidence_ids: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)
    ground: Ground
    reason: Reason


class ErasureOutcome(BaseModel):
    """What became of one document: `id` is the proposal's, of a refused one null. `status` as if it had been asked for alone."""

    id: UUID | None
    evidence_id: UUID
    title: str
    status: int
    code: str | None
    detail: str | None


class ErasureOutcomes(BaseModel):
    """In the order in which the documents were named, each once."""

    items: list[ErasureOutcome]
    proposed: int
    refused: int


class ErasureReason(Input):
    reason: Reason


class ErasureRead(BaseModel):
    """A proposal to erase a document, and what became of it. `title` is the document's present one: of an erased one it tells nothing."""

    id: UUID
    version: int
    evidence_id: UUID
    title: str
    unit: EvidenceUnit
    ground: Ground
    reason: str
    state: ErasureState
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None
    erased_at: datetime | None
    allowed_actions: list[str]


class ErasureQuery(PageQuery, frozen=True):
    state: ErasureState | None = None
    unit: UUID | None = None
    evidence: UUID | None = Field(default=None, description="Of one document")


class RulesRead(Rules):
    """The rules in force. `written`: somebody has written them down; else they are those that are shipped."""

    version: int
    written: bool
    changed_by: str | None
    changed_at: datetime | None
    allowed_actions: list[str]


class DueQuery(PageQuery, frozen=True):
    unit: UUID | None = None


class DueRead(BaseModel):
    """A document whose time is over. `held`: why it is kept all the same. `proposed`: somebody has proposed to erase it already."""

    id: UUID
    title: str
    unit: EvidenceUnit
    uploaded_at: datetime
    contains_personal_data: bool
    use: KeptAs
    held: str | None
    proposed: bool


class HoldRead(BaseModel):
    """Whether a document is held back from its end, and why."""

    evidence_id: UUID
    held: bool
    reason: str | None
    placed_by: str | None
    placed_at: datetime | None
    allowed_actions: list[str]


class HoldingPack(BaseModel):
    """A pack that was taken as evidence, and the unit that keeps it."""

    id: UUID
    title: str
    unit: str


class HoldingPacks(BaseModel):
    """The packs that hold a file of a document and are not erased with it, as far as the caller sees them; the latest twenty."""

    evidence_id: UUID
    packs: list[HoldingPack]


class TombstoneRead(BaseModel):
    """What is left of an erased document, as `papi tombstone verify` verifies it offline. `content` is canonical JSON (RFC 8785)."""

    document_id: UUID
    erased_at: datetime
    sha256: str
    key_id: str
    signature: str
    content: str
    public_key: dict[str, Any]
