"""How inspections and findings may move, by whom and when: one table each for the API's refusals and for the buttons (III.2)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import Scope
from papi.access.steps import Steps
from papi.inspections.errors import FindingWrongState, InspectionWrongState, NotTheInspector, OwnInspection, OwnRemedy
from papi.inspections.models import FindingState, InspectionKind, InspectionState
from papi.inspections.words import FINDING_WORDS, STATE_WORDS
from papi.kit.errors import Refusal
from papi.kit.text import spoken

READ, MANAGE, REMEDY = "inspection.read", "inspection.manage", "finding.remedy"


class InspectionStep(StrEnum):
    EDIT = "edit"
    START = "start"
    CONCLUDE = "conclude"
    CANCEL = "cancel"
    ATTACH = "attach"
    FIND = "find"


class FindingStep(StrEnum):
    EDIT = "edit"
    ATTACH = "attach"
    REMEDY = "remedy"
    VERIFY = "verify"
    RETURN = "return"
    CLOSE = "close"


_Inspection = InspectionState
INSPECTION_RULES: dict[InspectionStep, frozenset[InspectionState]] = {
    # of what was concluded only the words of the conclusion are corrected: `planning.update_inspection`
    InspectionStep.EDIT: frozenset({_Inspection.PLANNED, _Inspection.UNDER_WAY, _Inspection.CONCLUDED}),
    InspectionStep.START: frozenset({_Inspection.PLANNED}),
    InspectionStep.CONCLUDE: frozenset({_Inspection.UNDER_WAY}),
    InspectionStep.CANCEL: frozenset({_Inspection.PLANNED, _Inspection.UNDER_WAY}),
    InspectionStep.ATTACH: frozenset({_Inspection.PLANNED, _Inspection.UNDER_WAY, _Inspection.CONCLUDED}),
    InspectionStep.FIND: frozenset({_Inspection.UNDER_WAY, _Inspection.CONCLUDED}),
}

TO_REMEDY = frozenset({FindingState.OPEN, FindingState.RETURNED})
FOLLOWED = TO_REMEDY | {FindingState.REMEDIED}


@dataclass(frozen=True)
class FindingRule:
    """From which states a step is taken, and with which permission."""

    permission: str
    sources: frozenset[FindingState]


FINDING_RULES: dict[FindingStep, FindingRule] = {
    FindingStep.EDIT: FindingRule(MANAGE, TO_REMEDY),
    FindingStep.ATTACH: FindingRule(MANAGE, FOLLOWED),
    FindingStep.REMEDY: FindingRule(REMEDY, TO_REMEDY),
    FindingStep.VERIFY: FindingRule(MANAGE, frozenset({FindingState.REMEDIED})),
    # what was agreed or given up comes back where it shows again
    FindingStep.RETURN: FindingRule(MANAGE, frozenset({FindingState.REMEDIED, FindingState.VERIFIED, FindingState.CLOSED})),
    FindingStep.CLOSE: FindingRule(MANAGE, FOLLOWED),
}


@dataclass(frozen=True)
class InspectionStanding:
    """All that decides what may be done with an inspection."""

    state: InspectionState
    unit: UnitRef
    inspecting_unit_id: UUID
    inspecting_unit_name: str


@dataclass(frozen=True)
class FindingStanding:
    """The same of a finding of it. `sent_by` and `sent_for`: who said last that it is remedied."""

    state: FindingState
    inspection: InspectionStanding
    sent_by: UUID | None
    sent_for: UUID | None


def is_announced(kind: InspectionKind, started: bool) -> bool:
    """Whether the inspected unit knows of it."""
    return started or kind is not InspectionKind.UNANNOUNCED


def inspector_refusal(actor: Actor, standing: InspectionStanding) -> Refusal | None:
    """Why the actor does not manage this inspection: nobody does that of an own unit, and a lead unit does its own inspections alone."""
    scopes = actor.scopes(MANAGE)
    if not scopes:
        return actor.refusal()
    if standing.unit.id in actor.own_units:
        return OwnInspection()
    if Scope.ALL in scopes or standing.inspecting_unit_id in actor.answered:
        return None
    return NotTheInspector(unit=standing.inspecting_unit_name)


def inspection_refusal(actor: Actor, standing: InspectionStanding, step: InspectionStep) -> Refusal | None:
    """Why the actor may not take the step now. Role first (403), then the moment (409)."""
    refused = inspector_refusal(actor, standing)
    if refused is None and standing.state not in INSPECTION_RULES[step]:
        words = spoken(STATE_WORDS, standing.state, actor.language)
        return InspectionWrongState(state=words[:1].lower() + words[1:])
    return refused


def finding_refusal(actor: Actor, standing: FindingStanding, step: FindingStep) -> Refusal | None:
    """The same of a step of a finding. A remedy is verified by nobody who reported it; the unit attaches documents while it remedies."""
    rule = FINDING_RULES[step]
    if step is FindingStep.ATTACH and actor.may(REMEDY, standing.inspection.unit):
        rule = FINDING_RULES[FindingStep.REMEDY]
    if rule.permission == REMEDY:
        refused = actor.refused(REMEDY, standing.inspection.unit)
    else:
        refused = inspector_refusal(actor, standing.inspection)
    if refused is not None:
        return refused
    if step is FindingStep.VERIFY and actor.is_one_of(standing.sent_by, standing.sent_for):
        return OwnRemedy()
    if standing.state not in rule.sources:
        return FindingWrongState(state=spoken(FINDING_WORDS, standing.state, actor.language))
    return None


_OF_INSPECTION = Steps(InspectionStep, inspection_refusal)
_OF_FINDING = Steps(FindingStep, finding_refusal)
take_inspection, inspection_actions = _OF_INSPECTION.take, _OF_INSPECTION.allowed
take_finding, finding_actions = _OF_FINDING.take, _OF_FINDING.allowed
