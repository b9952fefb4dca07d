from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import PASSING, Base


class PackTicket(Base):
    """A one-minute right to draw one pack by a bare address, known by its SHA-256 alone; it ends with the session that asked."""

    __tablename__ = "pack_tickets"
    __table_args__ = ({"info": PASSING},)

    ticket_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    wish: Mapped[dict[str, Any]]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    session_id: Mapped[UUID] = mapped_column(ForeignKey("auth_sessions.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"))
    expires_at: Mapped[datetime]
