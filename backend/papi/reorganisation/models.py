from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class SuccessionKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    DISSOLVE = "dissolve"


class SuccessionState(StrEnum):
    PLANNED = "planned"
    EFFECTIVE = "effective"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"


class Moved(StrEnum):
    """What a move is about."""

    ASSIGNMENT = "assignment"
    REPORT = "report"
    MEMBERSHIP = "membership"
    EVIDENCE = "evidence"
    GROUP = "group"
    PERIOD = "period"
    CHILD = "child"
    FINDING = "finding"


class How(StrEnum):
    """What became of it. `continued`: a recurring duty whose sent report stays begins anew at the unit that comes after; `entrusted`:
    it stays where it is, and the unit that comes after finishes or reads it; `set_aside`: nobody comes after."""

    CARRIED = "carried"
    MERGED = "merged"
    CONTINUED = "continued"
    ENTRUSTED = "entrusted"
    SET_ASIDE = "set_aside"
    ENDED = "ended"


class Succession(Identified, Versioned, Searchable, Base):
    """One decision that changes units on one day. `decision` is what was asked for, as it was confirmed; `totals` what was counted before
    and after it took effect. A withdrawn one stays."""

    __tablename__ = "successions"
    search_in = ("title", "legal_basis", "names")
    __table_args__ = (
        Index("ix_successions_effective_on_id", "effective_on", "id"),
        Index("ix_successions_state_effective_on", "state", "effective_on"),
    )

    title: Mapped[str]
    legal_basis: Mapped[str]
    names: Mapped[str]
    effective_on: Mapped[date]
    state: Mapped[SuccessionState] = mapped_column(code_enum(SuccessionState))
    decision: Mapped[dict[str, Any]]
    totals: Mapped[dict[str, Any]]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime]
    effective_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]
    withdraw_reason: Mapped[str | None]
    failure: Mapped[str | None]


class SuccessionMember(Identified, Base):
    """A unit before or after, in one part of the decision. One that is to be made has no `unit_id` until the day comes."""

    __tablename__ = "succession_members"
    __table_args__ = (
        Index("ix_succession_members_succession_id", "succession_id", "part", "place"),
        Index("ix_succession_members_unit_id", "unit_id"),
    )

    succession_id: Mapped[UUID] = mapped_column(ForeignKey("successions.id"))
    part: Mapped[int]
    place: Mapped[int]
    kind: Mapped[SuccessionKind] = mapped_column(code_enum(SuccessionKind))
    side: Mapped[Side] = mapped_column(code_enum(Side))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str]


class SuccessionMove(Identified, Searchable, Base):
    """The trace of one thing: from which unit, to which, and into what. Written once, when the decision takes effect."""

    __tablename__ = "succession_moves"
    search_in = ("label", "from_name", "to_name")
    __table_args__ = (
        Index("ix_succession_moves_succession_id", "succession_id", "id"),
        Index("ix_succession_moves_thing_id", "thing_id"),
        Index("ix_succession_moves_into_id", "into_id"),
    )

    succession_id: Mapped[UUID] = mapped_column(ForeignKey("successions.id"))
    what: Mapped[Moved] = mapped_column(code_enum(Moved))
    how: Mapped[How] = mapped_column(code_enum(How))
    thing_id: Mapped[UUID]
    into_id: Mapped[UUID | None]
    label: Mapped[str]
    from_unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    from_name: Mapped[str]
    to_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    to_name: Mapped[str]
    moved_at: Mapped[datetime]
