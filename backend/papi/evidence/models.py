from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.encryption import Encrypted
from papi.kit.storage import Storage
from papi.kit.types import code_enum


class ScanState(StrEnum):
    """What the virus scanner says of a file. `failed`: it was asked and never looked, as at a file that is too large for it."""

    NOT_SCANNED = "not_scanned"
    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


LEAVING = frozenset({ScanState.NOT_SCANNED, ScanState.CLEAN})
"""The states of files that may be read: where a scanner is set up, a new file waits for it; without one nobody waits for ever."""
LOST = frozenset({ScanState.INFECTED, ScanState.FAILED})
"""The states of files that nobody will ever read: they prove nothing."""


class ReviewState(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ReviewStage(StrEnum):
    """How far a document is: with its unit, before its reviewers, found good (by itself, or with what was accepted on it), or not."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RejectionCode(StrEnum):
    """Why a document is not accepted; the words are in evidence/words.py."""

    NOT_READABLE = "not_readable"
    NOT_THE_RIGHT_DOCUMENT = "not_the_right_document"
    NO_SIGNATURE_OR_SEAL = "no_signature_or_seal"
    WRONG_PERIOD = "wrong_period"
    PERSONAL_DATA = "personal_data"
    EXPIRED = "expired"
    DUPLICATE = "duplicate"
    OTHER = "other"


class SignatureState(StrEnum):
    """What is known of a file's digital signatures. `sound`: all of them; `doubtful`: one is broken, of unknown origin or partial."""

    NONE = "none"
    READING = "reading"
    SOUND = "sound"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


class Reviewed:
    """What a reviewer said of a file, and why."""

    review_state: Mapped[ReviewState] = mapped_column(code_enum(ReviewState), default=ReviewState.PENDING)
    review_code: Mapped[RejectionCode | None] = mapped_column(code_enum(RejectionCode))
    review_reason: Mapped[str | None]


class Evidence(Identified, Versioned, Searchable, Reviewed, Base):
    """A document that proves something. `file_version` numbers the present file; older ones stay. What was said of the present one in
    review stands here too.

    `released` says that it is linked to something which has been submitted, so that supervisors may read it. `accepted_version` is the
    latest file that was accepted, by itself or with a report or plan that rests on it. `redacted_copies` counts the copies whose personal
    data were blacked out; the latest of them stands for the version `redacted_of`.
    """

    __tablename__ = "evidence"
    search_in = ("title", "document_number", "file_name")
    __table_args__ = (
        Index("ix_evidence_unit_id_uploaded_at", "unit_id", "uploaded_at", "id"),
        Index("ix_evidence_uploaded_at", "uploaded_at", "id"),
        # what the library is narrowed to, and other orders of it: each page is read off an index, however many documents there are
        Index("ix_evidence_media_type_uploaded_at", "media_type", "uploaded_at", "id"),
        Index("ix_evidence_review_state_uploaded_at", "review_state", "uploaded_at", "id"),
        Index("ix_evidence_link_count_uploaded_at", "link_count", "uploaded_at", "id"),
        Index("ix_evidence_unit_id_link_count_uploaded_at", "unit_id", "link_count", "uploaded_at", "id"),
        Index("ix_evidence_folded", "folded", "id"),
        Index("ix_evidence_size", "size", "id"),
        Index("ix_evidence_expires_on", "expires_on"),
        Index("ix_evidence_sha256", "sha256"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    title: Mapped[str]
    document_number: Mapped[str | None] = mapped_column(String(64))
    issuing_body: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    contains_personal_data: Mapped[bool]
    file_name: Mapped[str]
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    page_count: Mapped[int | None]
    file_version: Mapped[int]
    flags: Mapped[list[str]] = mapped_column(JSON)
    scan_state: Mapped[ScanState] = mapped_column(code_enum(ScanState))
    accepted_version: Mapped[int | None]
    released: Mapped[bool] = mapped_column(default=False)
    link_count: Mapped[int] = mapped_column(default=0)
    redacted_copies: Mapped[int] = mapped_column(default=0)
    redacted_of: Mapped[int | None]
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    uploaded_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    @property
    def redacted_number(self) -> int | None:
        """The number of the file whose personal data were blacked out; None where the present file has no such copy."""
        return -self.redacted_copies if self.redacted_of == self.file_version else None


class EvidenceFile(Encrypted, Reviewed, Base):
    """One version of the file. `object_id` is its key in the store, so that no name ever becomes a path; it changes when the file is
    encrypted anew, for an object never does.

    Versions count up from 1. Redacted copies count down from -1, so that nobody who asks for a version gets one of them or the reverse;
    `redacts` is the version that a copy stands for. `size` and `sha256` are of what is kept, `received_…` of what arrived: a photo is kept
    without the place where it was taken.
    Of a file that was `erased_at` some moment the row alone is left.
    `signatures` are as a job has read them, judged by the roots whose fingerprint is `signature_roots`. `pack` tells what one of our own
    packs holds. `damaged_at`: when what lies in the store was found not to be what was stored; no pack takes it until it is whole again.
    `scan_finding` names what the scanner found, or why it did not look.
    """

    __tablename__ = "evidence_files"
    __table_args__ = (UniqueConstraint("evidence_id", "number"), Index("ix_evidence_files_received_sha256", "received_sha256"))

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    redacts: Mapped[int | None]
    object_id: Mapped[UUID] = mapped_column(unique=True)
    file_name: Mapped[str]
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    received_size: Mapped[int] = mapped_column(BigInteger)
    received_sha256: Mapped[str] = mapped_column(String(64))
    flags: Mapped[list[str]] = mapped_column(JSON)
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    uploaded_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]
    signature_state: Mapped[SignatureState] = mapped_column(code_enum(SignatureState), default=SignatureState.NONE)
    signatures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    signature_roots: Mapped[str | None] = mapped_column(String(64))
    signatures_read_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    pack: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    damaged_at: Mapped[datetime | None]
    scan_state: Mapped[ScanState] = mapped_column(code_enum(ScanState), default=ScanState.NOT_SCANNED)
    scan_finding: Mapped[str | None] = mapped_column(String(120))
    scanned_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """Where the file lies in the store."""
        return Storage.key(self.object_id)


class PackedFile(Base):
    """One of our packs that was taken as evidence holds a file of this hash."""

    __tablename__ = "packed_files"
    __table_args__ = (Index("ix_packed_files_sha256", "sha256"),)

    file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_files.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)


class EvidenceReader(Base):
    """A unit that may read a document of another unit, and why; kept by the capabilities that link documents. `uploaded_at` is the
    document's, which never changes: a unit's share of the library is read in that order."""

    __tablename__ = "evidence_readers"
    __table_args__ = (Index("ix_evidence_readers_unit_id_uploaded_at", "unit_id", "uploaded_at", "evidence_id"),)

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(120), primary_key=True)
    uploaded_at: Mapped[datetime]


class EvidenceTicket(Base):
    """A one-minute right to fetch one file by a bare address, known by its SHA-256 alone; it ends with the session that asked."""

    __tablename__ = "evidence_tickets"

    ticket_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    session_id: Mapped[UUID] = mapped_column(ForeignKey("auth_sessions.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"))
    file_version: Mapped[int]
    expires_at: Mapped[datetime]
