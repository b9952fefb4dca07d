"""How a correction may move, by whom and when: one table for the API's refusals and for the buttons."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor, OwnUnit
from papi.access.permissions import role_words
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.kit.text import format_day, spoken
from papi.reports.errors import CorrectionWrongState, OfficerMayNotSubmit, OwnSubmission, ReportCarried, ReportNotAccepted
from papi.reports.models import CorrectionState, ReportState
from papi.reports.words import CORRECTION_STATE_WORDS
from papi.reports.workflow import Standing


class CorrectionStep(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"


@dataclass(frozen=True)
class Rule:
    permission: str
    sources: frozenset[CorrectionState]


_WRITING = frozenset({CorrectionState.DRAFT, CorrectionState.RETURNED})
_SENT = frozenset({CorrectionState.SUBMITTED})
RULES: dict[CorrectionStep, Rule] = {
    CorrectionStep.EDIT: Rule("report.edit", _WRITING),
    CorrectionStep.SUBMIT: Rule("report.submit", _WRITING),
    CorrectionStep.WITHDRAW: Rule("report.edit", _WRITING),
    CorrectionStep.ACCEPT: Rule("report.review", _SENT),
    CorrectionStep.RETURN: Rule("report.review", _SENT),
}


@dataclass(frozen=True)
class CorrectionStanding:
    """The correction's state, the report's standing, and who sent the correction."""

    state: CorrectionState
    report: Standing
    submitted_by: UUID | None
    submitted_for: UUID | None


def correction_refusal(actor: Actor, standing: CorrectionStanding, step: CorrectionStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken. Role first (403), then the moment (409)."""
    rule, report = RULES[step], standing.report
    if not actor.may(rule.permission, report.unit):
        return _role_refusal(actor, report, rule)
    if rule.permission == "report.review" and actor.is_one_of(standing.submitted_by, standing.submitted_for):
        return OwnSubmission()
    if standing.state not in rule.sources:
        words = spoken(CORRECTION_STATE_WORDS, standing.state, actor.language)
        return CorrectionWrongState(state=words[:1].lower() + words[1:])
    return _report_refusal(report)


def may_begin(actor: Actor, report: Standing) -> Refusal | None:
    """Why the actor may not begin a correction of the report; None if one may be begun."""
    if not actor.may("report.edit", report.unit):
        return actor.refusal()
    return _report_refusal(report)


def _report_refusal(report: Standing) -> Refusal | None:
    if report.carried_on is not None:
        return ReportCarried(day=format_day(report.carried_on))
    return None if report.state is ReportState.ACCEPTED else ReportNotAccepted()


def _role_refusal(actor: Actor, report: Standing, rule: Rule) -> Refusal:
    if rule.permission == "report.submit" and report.unit.id in actor.inherited:
        return OfficerMayNotSubmit(role=role_words(actor.role, actor.language), unit=report.unit_name)
    if rule.permission == "report.review" and report.unit.id in actor.own_units and actor.scopes(rule.permission):
        return OwnUnit()
    return actor.refusal()


_STEPS = Steps(CorrectionStep, correction_refusal)
take_correction_step, allowed_correction_steps = _STEPS.take, _STEPS.allowed
