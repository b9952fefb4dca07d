from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Input, Reason, ShortText
from papi.oversight.models import AttentionDecision, AttentionGrade, AttentionState

Measure = Literal["reports_missing", "reports_late", "returned", "overdue", "overdue_share", "update_rate"]


class Threshold(Input):
    """A measure that brings a unit onto the list: of `update_rate` less than `limit`, of the others so much or more. Shares in percent."""

    grade: AttentionGrade
    measure: Measure
    limit: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]


class Exemption(Input):
    """A unit that is not measured within these days (`to_on` included), and why."""

    unit_id: UUID
    reason: Reason
    from_on: Day
    to_on: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise BilingualError("Ngày cuối không được trước ngày đầu.", "The last day must not be before the first.")
        return self


class AttentionRuleWrite(Input):
    thresholds: list[Threshold] = Field(min_length=1, max_length=40)
    exemptions: list[Exemption] = Field(default=[], max_length=200)


class ExemptionRead(BaseModel):
    unit_id: UUID
    reason: str
    from_on: date
    to_on: date | None


class ThresholdRead(BaseModel):
    grade: str
    measure: str
    limit: float


class AttentionRuleRead(BaseModel):
    """The rule by which units come onto the list; version 0 is the shipped one."""

    version: int
    thresholds: list[ThresholdRead]
    exemptions: list[ExemptionRead]
    changed_at: datetime | None
    allowed_actions: list[str]


class AttentionCreate(Input):
    """A list of the plan's units, by all periods that have begun or by one of them."""

    plan_id: UUID
    period_id: UUID | None = None
    title: ShortText


class AttentionQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    state: AttentionState | None = None


class AttentionRow(BaseModel):
    """A list; `units` counts those that the caller sees on it."""

    id: UUID
    version: int
    plan_id: UUID
    period_id: UUID | None
    title: str
    state: AttentionState
    computed_at: datetime
    computed_by: str
    confirmed_at: datetime | None
    confirmed_by: str | None
    reason: str | None
    published_at: datetime | None
    published_by: str | None
    units: int
    undecided: int
    allowed_actions: list[str]


class AttentionUnitRead(BaseModel):
    """A unit on a list. `facts` are its measures when the list was computed, `met` the thresholds that they crossed, `sentence` both in
    words."""

    unit_id: UUID
    code: str
    name: str
    grade: AttentionGrade
    facts: dict[str, float | None]
    met: list[ThresholdRead]
    sentence: str
    decision: AttentionDecision | None
    reason: str | None
    decided_by: str | None
    decided_at: datetime | None
    allowed_actions: list[str]


class AttentionRead(AttentionRow):
    thresholds: list[ThresholdRead]
    items: list[AttentionUnitRead]


class DecisionWrite(Input):
    unit_id: UUID
    decision: AttentionDecision
    reason: Reason | None = None


class DecisionsWrite(Input):
    items: list[DecisionWrite] = Field(min_length=1, max_length=200)


class AttentionConfirm(Input):
    """Why the list stands as it does: the person's own judgement."""

    reason: Reason
