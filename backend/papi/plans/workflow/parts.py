"""What units may say about a part: whether they take it, and what the lead makes of it."""

from enum import StrEnum
from typing import NamedTuple

from papi.access.actor import Actor, UnitRef
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.plans.errors import AssignmentCarried, NotTheLead, PartNotQuestioned, PartSaidAlready
from papi.plans.models import Mode, Part, Receipt, WorkState
from papi.plans.workflow.assignments import wrong_state
from papi.plans.workflow.deadlines import OPEN_STATES, SAID_DONE

MOST_PIECES = 100
"""Pieces of an assignment that somebody can still look over."""
TAKEN_STATES = frozenset({*OPEN_STATES, WorkState.AWAITING_CONFIRMATION})


class PartStep(StrEnum):
    ACCEPT = "accept"
    QUESTION = "question"
    ANSWER = "answer"
    MARK = "mark"


_SAYS = {PartStep.ACCEPT: Receipt.ACCEPTED, PartStep.QUESTION: Receipt.QUESTIONED}


class PartStanding(NamedTuple):
    """What decides about a part. `leads`: the actor's unit leads the task, and another supports it."""

    state: WorkState
    unit: UnitRef
    part: Part
    mode: Mode
    receipt: Receipt
    leads: bool
    carried: bool


def part_refusal(actor: Actor, standing: PartStanding, step: PartStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    if standing.carried:
        return AssignmentCarried()
    if step is PartStep.MARK:
        return _mark_refusal(actor, standing)
    if step is PartStep.ANSWER:
        return _answer_refusal(actor, standing)
    if not actor.may("assignment.accept_part", standing.unit):
        return actor.refusal()
    if standing.state not in TAKEN_STATES:
        return wrong_state(actor, standing.state)
    return PartSaidAlready() if standing.receipt is _SAYS[step] else None


def _answer_refusal(actor: Actor, standing: PartStanding) -> Refusal | None:
    if refused := actor.refused("assignment.confirm", standing.unit):
        return refused
    if standing.state not in TAKEN_STATES:
        return wrong_state(actor, standing.state)
    return None if standing.receipt is Receipt.QUESTIONED else PartNotQuestioned()


def _mark_refusal(actor: Actor, standing: PartStanding) -> Refusal | None:
    if not actor.scopes("assignment.mark_part"):
        return actor.refusal()
    if not standing.leads or standing.part is not Part.SUPPORT or standing.mode is not Mode.JOINT:
        return NotTheLead()
    return None if standing.state in SAID_DONE else wrong_state(actor, standing.state)


_STEPS = Steps(PartStep, part_refusal)
take_part_step, part_actions = _STEPS.take, _STEPS.allowed
