"""The list of units that did nothing or did badly: computed by the rule, decided unit by unit, confirmed, and only then shown to others."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.text import spoken
from papi.kit.types import new_id
from papi.outbox.facts import Fact, FactKind, record
from papi.oversight.attention import exempt_on, grade_of
from papi.oversight.attention_errors import AttentionNotFound, AttentionWrongState, NotOnTheList, OwnUnitOnTheList, StrikeReason
from papi.oversight.attention_facts import COMPUTED, CONFIRMED, DECIDED, DISCARDED, PUBLISHED, RULE_WRITTEN
from papi.oversight.attention_standing import STATE_WORDS, AttentionStep, ListStanding, take
from papi.oversight.models import AttentionDecision, AttentionList, AttentionRule, AttentionState, AttentionUnit
from papi.oversight.queries.attention import RULE, may_decide, read_rule, visible_to
from papi.oversight.queries.measuring import measure_units
from papi.oversight.schemas.attention import AttentionConfirm, AttentionCreate, AttentionRuleWrite, DecisionsWrite, DecisionWrite
from papi.plans.queries.plans import get_plan
from papi.reports.queries.periods import get_period


async def write_attention_rule(session: AsyncSession, actor: Actor, given: AttentionRuleWrite, precondition: Precondition) -> None:
    """Put the rule in place of the one before; lists that were computed keep theirs."""
    actor.require("attention.manage")
    known = await session.get(AttentionRule, RULE)
    precondition.check(known.version if known else 0)
    content = given.model_dump(mode="json")
    if known is None:
        session.add(AttentionRule(name=RULE, content=content, changed_by=actor.person_id, changed_at=clock.business()))
    else:
        known.content, known.changed_by, known.changed_at = content, actor.person_id, clock.business()
    data = {"thresholds": len(given.thresholds), "exemptions": len(given.exemptions)}
    record(session, actor.author, Fact(RULE_WRITTEN, "attention_rule", actor.unit_id, "Quy tắc lập danh sách cần chú ý", data=data))


async def compute_list(session: AsyncSession, actor: Actor, given: AttentionCreate) -> UUID:
    """Compute a draft by the rule as it stands today: the facts of each unit that crosses a threshold are kept with it."""
    actor.require("attention.manage")
    plan = await get_plan(session, actor, given.plan_id)
    if given.period_id is not None:
        await get_period(session, actor, given.period_id)
    rule = await read_rule(session, actor)
    content = {name: rule[name] for name in ("thresholds", "exemptions")}
    made = AttentionList(id=new_id(), plan_id=plan.id, period_id=given.period_id, title=given.title, rule=content)
    made.computed_at, made.computed_by = clock.business(), actor.signature
    session.add(made)
    exempt = exempt_on(content["exemptions"], clock.today())
    measured = await measure_units(session, actor, plan.id, given.period_id)
    await session.flush()
    rows = [_row(made.id, unit_id, found, content) for unit_id, found in measured.items() if str(unit_id) not in exempt]
    session.add_all(row for row in rows if row is not None)
    _record(session, actor, COMPUTED, made, units=sum(row is not None for row in rows))
    return made.id


def _row(list_id: UUID, unit_id: UUID, found: Mapping[str, Any], rule: Mapping[str, Any]) -> AttentionUnit | None:
    grade = grade_of(rule["thresholds"], found["measures"])
    return None if grade is None else AttentionUnit(list_id=list_id, unit_id=unit_id, grade=grade, facts=found["measures"])


def _record(session: AsyncSession, actor: Actor, kind: FactKind, found: AttentionList, **data: Any) -> None:
    record(session, actor.author, Fact(kind, "attention_list", found.id, found.title, data=data))


async def _load(session: AsyncSession, actor: Actor, list_id: UUID) -> tuple[AttentionList, dict[UUID, tuple[AttentionUnit, bool]]]:
    actor.require_some("attention.read")
    found = await session.scalar(
        select(AttentionList).where(AttentionList.id == list_id, visible_to(actor)).with_for_update(key_share=True)
    )
    if found is None:
        raise AttentionNotFound
    rows = await session.execute(
        select(AttentionUnit, Unit.coordinating).join(Unit, Unit.id == AttentionUnit.unit_id).where(AttentionUnit.list_id == list_id)
    )
    return found, {unit.unit_id: (unit, coordinating) for unit, coordinating in rows.all()}


def _standing(found: AttentionList, rows: Mapping[UUID, tuple[AttentionUnit, bool]]) -> ListStanding:
    left = [coordinating for unit, coordinating in rows.values() if unit.decision is None]
    on_it = any(coordinating for _unit, coordinating in rows.values())
    return ListStanding(found.state, left.count(False), left.count(True), coordinating=on_it)


async def decide_units(session: AsyncSession, actor: Actor, list_id: UUID, given: DecisionsWrite, precondition: Precondition) -> None:
    """Keep units on the list or strike them, a struck one with its reason; never a unit of one's own."""
    found, rows = await _load(session, actor, list_id)
    precondition.check(found.version)
    take(actor, _standing(found, rows), AttentionStep.DECIDE)
    for item in given.items:
        if item.unit_id not in rows:
            raise NotOnTheList
        _decide(actor, found, *rows[item.unit_id], item)
    flag_modified(found, "title")  # its version moves with what is decided on it, so that nobody confirms what they have not seen
    struck = sum(item.decision is AttentionDecision.STRIKE for item in given.items)
    _record(session, actor, DECIDED, found, kept=len(given.items) - struck, struck=struck)


def _decide(actor: Actor, found: AttentionList, unit: AttentionUnit, coordinating: bool, item: DecisionWrite) -> None:
    if found.state is AttentionState.CONFIRMED and not coordinating:
        raise AttentionWrongState(state=spoken(STATE_WORDS, found.state, actor.language).lower())
    if not may_decide(actor, item.unit_id, coordinating=coordinating):
        raise OwnUnitOnTheList
    if item.decision is AttentionDecision.STRIKE and not item.reason:
        raise StrikeReason
    unit.decision, unit.reason = item.decision, item.reason
    unit.decided_by, unit.decided_at = actor.signature, clock.business()


async def confirm_list(session: AsyncSession, actor: Actor, list_id: UUID, given: AttentionConfirm, precondition: Precondition) -> None:
    """Stand in for the list with one's name and reason: from now on it is frozen, and leaders see it."""
    found, rows = await _load(session, actor, list_id)
    precondition.check(found.version)
    take(actor, _standing(found, rows), AttentionStep.CONFIRM)
    found.state, found.reason = AttentionState.CONFIRMED, given.reason
    found.confirmed_at, found.confirmed_by = clock.business(), actor.signature
    _record(session, actor, CONFIRMED, found, reason=given.reason)


async def publish_list(session: AsyncSession, actor: Actor, list_id: UUID, precondition: Precondition) -> None:
    """Let each unit that was kept on the list see itself on it; they are told."""
    found, rows = await _load(session, actor, list_id)
    precondition.check(found.version)
    take(actor, _standing(found, rows), AttentionStep.PUBLISH)
    found.state = AttentionState.PUBLISHED
    found.published_at, found.published_by = clock.business(), actor.signature
    kept = [str(unit_id) for unit_id, (unit, _own) in rows.items() if unit.decision is AttentionDecision.KEEP]
    _record(session, actor, PUBLISHED, found, units=len(kept), notify=sorted(kept))


async def discard_list(session: AsyncSession, actor: Actor, list_id: UUID, precondition: Precondition) -> None:
    """Put a draft aside; it stays readable for who made it."""
    found, rows = await _load(session, actor, list_id)
    precondition.check(found.version)
    take(actor, _standing(found, rows), AttentionStep.DISCARD)
    found.state = AttentionState.DISCARDED
    _record(session, actor, DISCARDED, found)
