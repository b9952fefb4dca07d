from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import PASSING, Base
from papi.kit.encryption import Encrypted


class ExportOrder(Encrypted, Base):
    """A list that somebody wants as a file. Only who asked, in the same membership, may have it; what a personal token asked for, that
    token as well.

    `failure` is why there is none, in both languages. Moments are real time.
    """

    __tablename__ = "exports"
    __table_args__ = (
        Index("ix_exports_membership_id_id", "membership_id", "id"),
        Index("ix_exports_expires_at", "expires_at"),
        {"info": PASSING},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"))
    token_id: Mapped[UUID | None] = mapped_column(ForeignKey("personal_tokens.id"))
    address: Mapped[str | None]
    path: Mapped[str]
    query: Mapped[str]
    format: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    file_name: Mapped[str]
    rows: Mapped[int | None]
    size: Mapped[int | None]
    failure_code: Mapped[str | None]
    failure_vi: Mapped[str | None]
    failure_en: Mapped[str | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
