from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.directory.models import UnitKind
from papi.kit.paging import PageQuery
from papi.kit.schemas import Flag, Input, Reason, ShortText

PLAN_NAMED = "plan_named"
Basis = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]


class UnitCodeRead(BaseModel):
    """A code in some scheme, with its validity."""

    scheme: str
    value: str
    valid_from: date
    valid_to: date | None


class UnitRow(BaseModel):
    """A unit as it is (or was, with `on`) called. `provisional` where its `basis` is not the plan itself."""

    id: UUID
    version: int
    code: str
    kind: UnitKind
    name: str
    short_name: str
    parent_id: UUID | None
    coordinating: bool
    basis: str
    provisional: bool
    note: str | None
    valid_from: date
    valid_to: date | None
    allowed_actions: list[str]


class RelatedUnit(BaseModel):
    """A unit before or after, and since when."""

    id: UUID
    code: str
    name: str
    since: date


class UnitRead(UnitRow):
    """With the units that it came after, and those that came after it, where units were reorganised."""

    codes: list[UnitCodeRead]
    groups: list[str]
    predecessors: list[RelatedUnit]
    successors: list[RelatedUnit]


class UnitVersionRead(BaseModel):
    name: str
    short_name: str
    parent_id: UUID | None
    valid_from: date
    valid_to: date | None


class UnitHistory(BaseModel):
    """A unit's names and parents over time, the latest first."""

    items: list[UnitVersionRead]


class UnitCodeWrite(Input):
    scheme: str = Field(min_length=1, max_length=32)
    value: str = Field(min_length=1, max_length=64)


class UnitCreate(Input):
    """`basis` says what the unit's place in the list rests on; anything but `plan_named` is shown as provisional."""

    code: str = Field(min_length=1, max_length=40, pattern=r"^[0-9A-Za-z.\-]+$")
    kind: UnitKind
    name: ShortText
    short_name: ShortText
    parent_id: UUID | None = None
    coordinating: Flag = False
    basis: Basis = PLAN_NAMED
    note: Reason | None = None
    valid_from: date | None = None
    codes: list[UnitCodeWrite] = Field(default=[], max_length=20)


class UnitUpdate(Input):
    """Changes of name, short name and parent hold from the day `since` (today unless given), the earlier ones stay as a version.

    `valid_to` is the last day in use (ngừng sử dụng); null takes the unit into use again.
    """

    name: ShortText | None = None
    short_name: ShortText | None = None
    parent_id: UUID | None = None
    coordinating: Flag | None = None
    basis: Basis | None = None
    note: Reason | None = None
    valid_to: date | None = None
    since: date | None = None


class UnitQuery(PageQuery, frozen=True):
    kind: UnitKind | None = None
    parent: UUID | None = None
    group: UUID | None = None
    on: date | None = Field(default=None, description="As on this day")


class GroupRead(BaseModel):
    id: UUID
    code: str
    name: str
    unit_ids: list[UUID]


class GroupsRead(BaseModel):
    items: list[GroupRead]
