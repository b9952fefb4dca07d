from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified
from papi.kit.types import code_enum
from papi.kit.wordsearch import index_words


class TextState(StrEnum):
    """What is known of a file's text. `none`: nobody has read it; `no_text`: a picture, a scan, a film or a pack."""

    NONE = "none"
    READING = "reading"
    READ = "read"
    NO_TEXT = "no_text"
    FAILED = "failed"


class Kind(StrEnum):
    """In what two files are the same: byte for byte, as a picture, or nearly word for word."""

    FILE = "file"
    PICTURE = "picture"
    TEXT = "text"


class EvidenceText(Base):
    """What one version of a document says, and what follows from it: all that is derived from a file's content stands here and in what
    refers to this row, so that deleting it deletes all.

    `text` is NFC, its pages parted by form feeds; `folded` its distinct words, by which it is found. `picture` and `sketch` are what it is
    compared by. `numbers` are personal numbers in it, masked; `dismissed_…` says who found that they are none.
    """

    __tablename__ = "evidence_texts"
    __table_args__ = (
        Index("ix_evidence_texts_evidence_id_number", "evidence_id", "number"),
        Index("ix_evidence_texts_state", "state", "file_id"),
    )

    file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_files.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    place: Mapped[int] = mapped_column(BigInteger, unique=True)
    state: Mapped[TextState] = mapped_column(code_enum(TextState))
    text: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[str] = mapped_column(Text, default="")
    truncated: Mapped[bool] = mapped_column(default=False)
    picture: Mapped[str | None] = mapped_column(String(200))
    sketch: Mapped[str | None] = mapped_column(Text)
    numbers: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    dismissed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    dismissed_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    dismissed_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]


def place_of(file_id: UUID) -> int:
    """The whole number by which an index knows a file: the random part of its id, which no two share."""
    return file_id.int & ((1 << 62) - 1)


class EvidenceMark(Base):
    """Something of a file that another file may have too: its hashes, and parts of what it is compared by. Equal marks make candidates."""

    __tablename__ = "evidence_marks"
    __table_args__ = (Index("ix_evidence_marks_file_id", "file_id"),)

    mark: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_texts.file_id", ondelete="CASCADE"), primary_key=True)


class EvidenceLikeness(Identified, Base):
    """A file that is the same, or nearly, as one of another document that was there before. A person may find that this means nothing."""

    __tablename__ = "evidence_likenesses"
    __table_args__ = (
        UniqueConstraint("file_id", "other_file_id"),
        Index("ix_evidence_likenesses_other_file_id", "other_file_id"),
        Index("ix_evidence_likenesses_evidence_id", "evidence_id"),
        Index("ix_evidence_likenesses_other_evidence_id", "other_evidence_id"),
    )

    file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_texts.file_id", ondelete="CASCADE"))
    other_file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_texts.file_id", ondelete="CASCADE"))
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    other_evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    kind: Mapped[Kind] = mapped_column(code_enum(Kind))
    percent: Mapped[int]
    found_at: Mapped[datetime]
    dismissed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    dismissed_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    dismissed_at: Mapped[datetime | None]
    dismissed_reason: Mapped[str | None]


index_words(EvidenceText.metadata.tables["evidence_texts"], "folded", "place")
