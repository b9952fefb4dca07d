from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class UnitKind(StrEnum):
    CITY = "city"
    DEPARTMENT = "department"
    VERTICAL = "vertical"
    SERVICE = "service"
    FRONT = "front"
    PARTY = "party"
    WARD = "ward"
    COMMUNE = "commune"


class UnitLevel(StrEnum):
    """The step of the reporting chain at which a unit stands; each has its own deadline."""

    WARD = "ward"
    DEPARTMENT = "department"
    CITY = "city"


LEVELS: dict[UnitKind, UnitLevel] = {
    UnitKind.WARD: UnitLevel.WARD,
    UnitKind.COMMUNE: UnitLevel.WARD,
    UnitKind.CITY: UnitLevel.CITY,
}


def level_of(kind: UnitKind) -> UnitLevel:
    """Wards and communes report first, the city last, everyone else between."""
    return LEVELS.get(kind, UnitLevel.DEPARTMENT)


class Unit(Identified, Versioned, Searchable, Base):
    """A unit, across its changes of name. `name`, `short_name` and `parent_id` are those of today; `unit_versions` has all.

    `basis` says what the unit's place in the list rests on; other than `plan_named` is provisional. The coordinating unit
    (cơ quan tham mưu) reviews the others, and is itself reviewed by a leader.
    """

    __tablename__ = "units"
    search_in = ("name", "short_name", "code")

    code: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[UnitKind] = mapped_column(code_enum(UnitKind))
    name: Mapped[str]
    short_name: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    coordinating: Mapped[bool] = mapped_column(default=False)
    basis: Mapped[str] = mapped_column(String(32), default="plan_named")
    note: Mapped[str | None]
    sort: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    def has_ended(self, day: date) -> bool:
        """Whether its last day has passed on the day."""
        return self.valid_to is not None and self.valid_to < day


class UnitVersion(Identified, Searchable, Base):
    """A unit's name and parent during a span of days, the last day included. Found by the name of its days."""

    __tablename__ = "unit_versions"
    search_in = ("name", "short_name")
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str]
    short_name: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitLineage(Base):
    """A unit that came after another (sáp nhập, chia tách, giải thể): its people read what the earlier one left.

    `answers` says that it also finishes what the earlier one left unfinished; of several heirs only one does. `direct` tells the step
    of one decision from what earlier decisions add to it.
    """

    __tablename__ = "unit_lineages"
    __table_args__ = (Index("ix_unit_lineages_predecessor_id", "predecessor_id"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    since: Mapped[date]
    direct: Mapped[bool]
    answers: Mapped[bool]


class UnitCode(Identified, Base):
    """A code of a unit in some scheme (GSO, QĐ 20/2020, QCVN 102, local), an opaque text with its validity."""

    __tablename__ = "unit_codes"
    __table_args__ = (UniqueConstraint("scheme", "value", "valid_from"), Index("ix_unit_codes_unit_id", "unit_id"))

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    scheme: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitGroup(Identified, Base):
    """A named set of units, such as "UBND các phường, xã", as plans address them."""

    __tablename__ = "unit_groups"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str]


class UnitGroupMember(Base):
    __tablename__ = "unit_group_members"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("unit_groups.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)


class Person(Identified, Versioned, Searchable, Base):
    """A person with an account. Accounts are deactivated, never deleted."""

    __tablename__ = "people"
    search_in = ("full_name", "username", "email")

    username: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str]
    email: Mapped[str | None]
    password_hash: Mapped[str | None]
    password_changed_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_signed_in_at: Mapped[datetime | None]
    last_membership_id: Mapped[UUID | None]


class Delegation(Identified, Versioned, Searchable, Base):
    """A head lets a person of the unit act in the head's role for a span of days (ủy quyền), the last day included.

    It holds while both are members of the unit in their own right (`directory.queries.in_force`), unless it was ended before.
    """

    __tablename__ = "delegations"
    search_in = ("names", "reason")
    __table_args__ = (
        Index("ix_delegations_unit_id", "unit_id"),
        Index("ix_delegations_giver_id", "giver_id"),
        Index("ix_delegations_valid_from_id", "valid_from", "id"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    role: Mapped[str] = mapped_column(String(20))
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    receiver_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    names: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    reason: Mapped[str]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class Membership(Identified, Base):
    """A person's role in a unit during a span of days. `role` is a code of `access.permissions`.

    One with a delegation is that of its giver, lent for a while.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        Index("ix_memberships_person_id", "person_id"),
        Index("ix_memberships_unit_id", "unit_id"),
        Index("ix_memberships_delegation_id", "delegation_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    role: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    delegation_id: Mapped[UUID | None] = mapped_column(ForeignKey("delegations.id"))
