from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.directory.models import UnitKind
from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Flag, Input, Reason, ShortText
from papi.reorganisation.models import How, Moved, Side, SuccessionKind, SuccessionState
from papi.units.schemas import UnitCodeWrite

Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.\-]{1,40}$")]


class SuccessorWrite(Input):
    """A unit that comes after: one that there is (`unit_id`), or a new one (`code`, `name`, `short_name`, `kind`), in use from the day.

    `code` is its own for ever; codes of schemes (GSO) may be those that a unit before had, from the day.
    For a renaming: the new names of the very unit, no `unit_id` and no `code`.
    """

    unit_id: UUID | None = None
    code: Code | None = None
    name: ShortText | None = None
    short_name: ShortText | None = None
    kind: UnitKind | None = None
    parent_id: UUID | None = None
    coordinating: Flag = False
    codes: list[UnitCodeWrite] = Field(default=[], max_length=20)


class ChoiceWrite(Input):
    """Where a single assignment or membership goes when it is not to the first successor (`to`: its place, from 0), and in which role a
    head goes on (`role`)."""

    what: Moved
    id: UUID
    to: int | None = Field(default=None, ge=0, le=99)
    role: str | None = Field(default=None, max_length=20)


class PartWrite(Input):
    """One step of the decision. merge: several units before, one after. split: one before, several after, the first answers for what is
    left. rename: one before, its new names after. dissolve: units before, one after that takes over (the heir) or none."""

    kind: SuccessionKind
    predecessors: list[UUID] = Field(min_length=1, max_length=100)
    successors: list[SuccessorWrite] = Field(default=[], max_length=20)
    choices: list[ChoiceWrite] = Field(default=[], max_length=5000)


class SuccessionCreate(Input):
    """One legal act: its title, the document it rests on, the first day of the new units, and its parts.

    `confirmed_on` repeats the day, typed by a person; only a dry run needs none.
    """

    title: ShortText
    legal_basis: Reason
    effective_on: Day
    parts: list[PartWrite] = Field(min_length=1, max_length=50)
    confirmed_on: Day | None = None

    @property
    def units(self) -> list[UUID]:
        """The units that there are already and that the decision names, each once: those before, then those that come after."""
        before = [unit_id for part in self.parts for unit_id in part.predecessors]
        after = [successor.unit_id for part in self.parts for successor in part.successors if successor.unit_id is not None]
        return list(dict.fromkeys([*before, *after]))


class Withdrawal(Input):
    reason: Reason


class MemberRead(BaseModel):
    """A unit before or after; `unit_id` is null for one that is made on the day."""

    part: int
    kind: SuccessionKind
    side: Side
    unit_id: UUID | None
    code: str
    name: str


class Figures(BaseModel):
    """What a unit has: assignments done, open, awaiting confirmation and set aside; reports by state; people."""

    done: int
    open: int
    awaiting: int
    aside: int
    drafts: int
    sent: int
    people: int
    documents: int


class UnitFigures(Figures):
    unit_id: UUID
    code: str
    name: str


class Totals(BaseModel):
    """All units together, before or after. Nothing is lost when `sources` of after equals `open` of before: the open assignments that
    the open ones of after stand for, and those set aside. `continued` of the open ones of after stand for none: duties that the units
    before have met for this period, which begin anew at the unit that comes after."""

    units: list[UnitFigures]
    sum: Figures
    sources: int
    continued: int = 0


class MoveRead(BaseModel):
    """One thing that moves (or moved)."""

    what: Moved
    how: How
    thing_id: UUID
    into_id: UUID | None
    label: str
    from_unit_id: UUID
    from_name: str
    to_unit_id: UUID | None
    to_name: str


class HeadRead(BaseModel):
    """A head of a unit before, whom the new unit would have beside others: to stay a head, or become an officer."""

    membership_id: UUID
    person: str
    from_name: str
    to_name: str
    role: str


class SuccessionPreview(BaseModel):
    """What would happen, made by doing it and undoing it: nothing is stored."""

    title: str
    effective_on: date
    at_once: bool
    members: list[MemberRead]
    before: Totals
    after: Totals
    moves: list[MoveRead]
    heads: list[HeadRead]
    warnings: list[str]


class SuccessionRow(BaseModel):
    id: UUID
    version: int
    title: str
    legal_basis: str
    effective_on: date
    state: SuccessionState
    members: list[MemberRead]
    decided_by: str
    decided_at: datetime
    effective_at: datetime | None
    withdrawn_at: datetime | None
    withdraw_reason: str | None
    failure: str | None
    allowed_actions: list[str]


class SuccessionRead(SuccessionRow):
    """`decision` is what was asked for, to be changed and sent again; `before` and `after` were counted when it took effect."""

    decision: SuccessionCreate
    before: Totals | None
    after: Totals | None


class SuccessionQuery(PageQuery, frozen=True):
    state: SuccessionState | None = None
    unit: UUID | None = None


class MoveRow(MoveRead):
    id: UUID
    moved_at: datetime


class MoveQuery(PageQuery, frozen=True):
    what: Moved | None = None
    how: How | None = None
    from_unit: UUID | None = None
    to_unit: UUID | None = None
