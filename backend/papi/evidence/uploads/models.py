from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import PASSING, Base, Identified
from papi.kit.encryption import Encrypted


class Upload(Encrypted, Base):
    """A file that comes in pieces. `received` bytes of `length` are kept; `evidence_id` is the document that it has become.
    Its data key encrypts its parts.

    `target_id` is the document that gets a new version, and `target_tag` the version that the uploader had seen.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        UniqueConstraint("person_id", "membership_id", "request_key"),
        Index("ix_uploads_expires_at", "expires_at"),
        {"info": PASSING},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    request_key: Mapped[str | None] = mapped_column(String(200))
    length: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    file_name: Mapped[str]
    fields: Mapped[dict[str, Any]]
    metadata_header: Mapped[str]
    target_id: Mapped[UUID | None] = mapped_column(ForeignKey("evidence.id"))
    target_tag: Mapped[str | None]
    evidence_id: Mapped[UUID | None] = mapped_column(ForeignKey("evidence.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class UploadPart(Identified, Base):
    """Bytes that were acknowledged: an object in the store that begins at `start` of the upload. Its id is part of its key."""

    __tablename__ = "upload_parts"
    __table_args__ = (UniqueConstraint("upload_id", "start"), {"info": PASSING})

    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id"))
    start: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int]
    crc32: Mapped[int] = mapped_column(BigInteger)

    @property
    def key(self) -> str:
        """Where the bytes lie. Two writers at one offset have keys of their own, so that neither touches the other's bytes."""
        return key_of(self.upload_id, self.id)


PREFIX = "incoming/"


def key_of(upload_id: UUID, part_id: UUID) -> str:
    return f"{PREFIX}{upload_id.hex}/{part_id.hex}"
