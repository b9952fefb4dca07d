from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from papi.analytics.schemas.dashboards import Numbers
from papi.plans.schemas.assignments import RequestedCounts


class MeetingQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    period: UUID = Field(description="The period that the briefing is about")


class MeetingPeriod(BaseModel):
    id: UUID
    code: str
    title: str
    state: str


class MeetingStanding(BaseModel):
    """Who has reported, as the period's board counts it."""

    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    asked: int
    asked_submitted: int


class MeetingUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: str


class OverdueTask(BaseModel):
    id: UUID
    title: str
    due_on: date
    shown_work_state: str


class SaidDifficulty(BaseModel):
    """What a unit has sent on one of its lines (`id`)."""

    id: UUID
    title: str
    difficulties: str
    proposals: str


class MeetingPage(BaseModel):
    """One unit's page. `place` is its turn when the worst come first; bodies that are asked come last and have no deadline. `overdue` and
    `difficulties` are the first six of each, of `overdue_unsent` and `difficulties_total`: what was sent late and waits for its reviewer
    is among `numbers.open_overdue`, and not among these."""

    unit: MeetingUnit
    report_id: UUID
    standing: str
    state: str
    due_at: datetime | None
    first_submitted_at: datetime | None
    lines_complete: int
    lines_total: int
    answers_complete: int
    answers_total: int
    lines_returned: int
    numbers: Numbers
    requested: RequestedCounts
    overdue_unsent: int
    overdue: list[OverdueTask]
    difficulties: list[SaidDifficulty]
    difficulties_total: int
    place: int


class MeetingRead(BaseModel):
    """The quarterly briefing in one answer: units in official order."""

    as_of: datetime
    period: MeetingPeriod
    plan_id: UUID
    standing: MeetingStanding
    total: Numbers
    items: list[MeetingPage]
