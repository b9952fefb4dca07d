from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.jobs.files import Prepared
from papi.kit.db import PASSING, Base


class ExportOrder(Prepared, Base):
    """A list that somebody wants as a file. Only who asked, in the same membership, may have it; what a personal token asked for, that
    token as well.

    `failure` is why there is none, in both languages.
    """

    __tablename__ = "exports"
    __table_args__ = (
        Index("ix_exports_membership_id_id", "membership_id", "id"),
        Index("ix_exports_expires_at", "expires_at"),
        {"info": PASSING},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    token_id: Mapped[UUID | None] = mapped_column(ForeignKey("personal_tokens.id"))
    address: Mapped[str | None]
    path: Mapped[str]
    query: Mapped[str]
    format: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    rows: Mapped[int | None]
    failure_code: Mapped[str | None]
    failure_vi: Mapped[str | None]
    failure_en: Mapped[str | None]
    finished_at: Mapped[datetime | None]
