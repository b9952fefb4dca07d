from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.jobs.files import Prepared
from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum
from papi.papers.paper import Format, PaperKind


class Letterhead(Identified, Versioned, Base):
    """What stands on a unit's papers from a day on. What is null follows from the unit's name and place among the others."""

    __tablename__ = "letterheads"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    valid_from: Mapped[date]
    superior: Mapped[str | None]
    issuer: Mapped[str | None]
    place: Mapped[str | None]
    symbol: Mapped[str | None]
    authority: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    signer: Mapped[str | None]
    addressees: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    receivers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]


class PaperTemplate(Identified, Base):
    """A DOCX that an office put in place of the shipped one, for a unit's papers or (without a unit) for all. Versions are kept;
    at most one of them is in use, none where the shipped one is."""

    __tablename__ = "paper_templates"
    __table_args__ = (UniqueConstraint("kind", "unit_id", "number"),)

    kind: Mapped[PaperKind] = mapped_column(code_enum(PaperKind))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    number: Mapped[int]
    in_use: Mapped[bool]
    file_name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class PaperFile(Prepared, Base):
    """A paper that somebody asked for, made in the background. `given` is what it is made from, until it is made; the file lies in the
    store until it expires. Only who asked, in the same membership, may have it."""

    __tablename__ = "paper_files"
    __table_args__ = (Index("ix_paper_files_membership_id_id", "membership_id", "id"), Index("ix_paper_files_expires_at", "expires_at"))

    format: Mapped[Format] = mapped_column(code_enum(Format))
    title: Mapped[str]
    given: Mapped[bytes | None] = mapped_column(LargeBinary)
