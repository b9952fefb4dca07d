"""How a report may move, by whom and when: one table for the API's refusals and for the buttons.

The states are those of the contract; văn bản 581/BNV-CCHC gives the periods, the plan's section III.1 the duty to report.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor, OwnUnit, UnitRef
from papi.access.permissions import role_words
from papi.access.steps import Steps
from papi.kit import clock
from papi.kit.errors import Refusal
from papi.kit.text import format_day, spoken
from papi.reports.errors import (
    OfficerMayNotSubmit,
    OwnSubmission,
    PeriodClosed,
    ReportAlreadySent,
    ReportCarried,
    ReportWrongState,
)
from papi.reports.models import PeriodState, ReportState
from papi.reports.words import REPORT_STATE_WORDS


class ReportStep(StrEnum):
    EDIT = "edit"
    CARRY_FORWARD = "carry_forward"
    HAND_OVER = "hand_over"
    SUBMIT = "submit"
    MARK = "mark"
    ACCEPT = "accept"
    RETURN = "return"
    RETURN_LINE = "return_line"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Rule:
    """From which states a step is taken, with which permission, and whether the period must be open for the unit."""

    permission: str
    sources: frozenset[ReportState]
    needs_open_period: bool = False


_WRITING = frozenset({ReportState.DRAFT, ReportState.RETURNED})
_SENT = frozenset({ReportState.SUBMITTED})

RULES: dict[ReportStep, Rule] = {
    ReportStep.EDIT: Rule("report.edit", _WRITING, needs_open_period=True),
    ReportStep.CARRY_FORWARD: Rule("report.edit", _WRITING, needs_open_period=True),
    ReportStep.HAND_OVER: Rule("report.hand_over", _WRITING, needs_open_period=True),
    ReportStep.SUBMIT: Rule("report.submit", _WRITING, needs_open_period=True),
    ReportStep.MARK: Rule("report.review_mark", _SENT),
    ReportStep.ACCEPT: Rule("report.review", _SENT),
    ReportStep.RETURN: Rule("report.review", _SENT),
    # the single-line return stays allowed until the unit resubmits
    ReportStep.RETURN_LINE: Rule("report.review", _SENT | {ReportState.RETURNED}),
    ReportStep.REOPEN: Rule("report.review", frozenset({ReportState.ACCEPTED})),
}


@dataclass(frozen=True)
class Standing:
    """All that decides what may be done with a report, whether it was loaded as an object or read as a row."""

    state: ReportState
    unit: UnitRef
    unit_name: str
    submitted_by: UUID | None
    submitted_for: UUID | None
    submitted_at: datetime | None
    period_state: PeriodState
    period_title: str
    closed_at: datetime | None
    extended_to: datetime | None
    carried_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the unit may still write: the period is open, or extended for this unit."""
        if self.period_state is PeriodState.OPEN:
            return True
        return self.extended_to is not None and self.extended_to > clock.business()


def refusal(actor: Actor, report: Standing, step: ReportStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken. Role first (403), then the moment (409)."""
    rule = RULES[step]
    if not actor.may(rule.permission, report.unit):
        return _role_refusal(actor, report, rule)
    if rule.permission.startswith("report.review") and actor.is_one_of(report.submitted_by, report.submitted_for):
        return OwnSubmission()
    if report.carried_on is not None:
        return ReportCarried(day=format_day(report.carried_on))
    if report.state not in rule.sources:
        return _state_refusal(actor, report, step)
    if rule.needs_open_period and not report.is_open:
        day = format_day(report.closed_at.date()) if report.closed_at else ""
        return PeriodClosed(title=report.period_title, day=day)
    return None


_STEPS = Steps(ReportStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed


def _role_refusal(actor: Actor, report: Standing, rule: Rule) -> Refusal:
    if rule.permission == "report.submit" and report.unit.id in actor.inherited:
        return OfficerMayNotSubmit(role=role_words(actor.role, actor.language), unit=report.unit_name)
    if rule.permission.startswith("report.review") and report.unit.id in actor.own_units and actor.scopes(rule.permission):
        return OwnUnit()
    return actor.refusal()


def _state_refusal(actor: Actor, report: Standing, step: ReportStep) -> Refusal:
    if step is ReportStep.EDIT and report.state is ReportState.SUBMITTED and report.submitted_at:
        at = report.submitted_at
        return ReportAlreadySent(at=f"{at:%H:%M} {format_day(at.date())}")
    words = spoken(REPORT_STATE_WORDS, report.state, actor.language)
    return ReportWrongState(state=words[:1].lower() + words[1:])
