"""Findings are recorded, corrected, and closed where nothing further is asked."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Indicator
from papi.inspections import facts
from papi.inspections.errors import TooManyFindings
from papi.inspections.models import Finding, FindingState
from papi.inspections.queries.findings import LoadedFinding, get_finding
from papi.inspections.queries.inspections import get_inspection
from papi.inspections.schemas.findings import FindingClose, FindingCreate, FindingUpdate
from papi.inspections.words import SEVERITY_WORDS
from papi.inspections.workflow import FindingStep, InspectionStep, take_finding, take_inspection
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.plans.models import Task
from papi.plans.queries.in_force import of_approved

MOST_FINDINGS = 100
_MAY_BE_EMPTY = frozenset({"indicator_id", "task_id"})


async def create_finding(session: AsyncSession, actor: Actor, inspection_id: UUID, given: FindingCreate) -> UUID:
    """Record what the unit lacks; the unit is told."""
    loaded = await get_inspection(session, actor, inspection_id, lock=True)
    take_inspection(actor, loaded.standing, InspectionStep.FIND)
    inspection = loaded.inspection
    if inspection.findings_total >= MOST_FINDINGS:
        raise TooManyFindings(most=MOST_FINDINGS)
    require_to_come(given.due_on)
    await _require_known(session, given.indicator_id, given.task_id)
    inspection.findings_total += 1
    finding = Finding(
        id=new_id(),
        inspection_id=inspection.id,
        number=inspection.findings_total,
        created_at=clock.business(),
        created_by=actor.person_id,
        **given.model_dump(),
    )
    session.add(finding)
    await session.flush()
    record(session, actor.author, facts.about_finding(facts.RECORDED, finding, inspection, day=format_day(given.due_on)))
    return finding.id


def require_to_come(due_on: date) -> None:
    """Refuse a day that has passed: nobody remedies anything by then."""
    if due_on < clock.today():
        vi, en = "Hạn khắc phục phải từ hôm nay trở đi.", "The day to remedy it by is today or later."
        raise Invalid(errors=[FieldError("/due_on", vi, en)])


async def _require_known(session: AsyncSession, indicator_id: UUID | None, task_id: UUID | None) -> None:
    errors: list[FieldError] = []
    if indicator_id is not None and await session.get(Indicator, indicator_id) is None:
        errors.append(FieldError("/indicator_id", "Chỉ tiêu không tồn tại.", "There is no such indicator."))
    shared = select(Task.id).where(Task.id == task_id, Task.owner_unit_id.is_(None), of_approved(Task.plan_id))
    if task_id is not None and await session.scalar(shared) is None:
        errors.append(FieldError("/task_id", "Nhiệm vụ không thuộc kế hoạch đã duyệt.", "The task is of no approved plan."))
    if errors:
        raise Invalid(errors=errors)


async def update_finding(session: AsyncSession, actor: Actor, finding_id: UUID, given: FindingUpdate, precondition: Precondition) -> None:
    """Correct a finding while it waits for the unit, which is told of it; the history keeps both texts."""
    loaded = await taken(session, actor, finding_id, FindingStep.EDIT, precondition)
    finding = loaded.finding
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name in _MAY_BE_EMPTY}
    before = {name: getattr(finding, name) for name in wanted}
    if "due_on" in wanted and wanted["due_on"] != before["due_on"]:
        require_to_come(wanted["due_on"])
    await _require_known(session, wanted.get("indicator_id"), wanted.get("task_id"))
    difference = changes(await _spoken(session, before), await _spoken(session, wanted))
    if not difference:
        return
    for name, value in wanted.items():
        setattr(finding, name, value)
    record(session, actor.author, facts.about_finding(facts.FINDING_CHANGED, finding, loaded.of.inspection, changes=difference))


async def _spoken(session: AsyncSession, values: dict[str, Any]) -> dict[str, Any]:
    """The values in words, as the history tells them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "indicator_id":
            indicator = await session.get(Indicator, value) if value else None
            found["indicator"] = f"{indicator.code} {indicator.name_vi}" if indicator else None
        elif name == "task_id":
            task = await session.get(Task, value) if value else None
            found["task"] = task.title if task else None
        elif name == "severity":
            found[name] = SEVERITY_WORDS[value][0]
        else:
            found[name] = format_day(value) if isinstance(value, date) else value
    return found


async def close_finding(session: AsyncSession, actor: Actor, finding_id: UUID, given: FindingClose, precondition: Precondition) -> None:
    """Ask nothing further of the unit, and say why."""
    loaded = await taken(session, actor, finding_id, FindingStep.CLOSE, precondition)
    finding = loaded.finding
    finding.state, finding.closed_at, finding.close_reason = FindingState.CLOSED, clock.business(), given.reason
    finding.return_reason = None
    if loaded.remedy is not None and loaded.remedy.answer is None:
        answer(actor, loaded, FindingState.CLOSED, given.reason)
    record(session, actor.author, facts.about_finding(facts.CLOSED, finding, loaded.of.inspection, reason=given.reason))


def answer(actor: Actor, loaded: LoadedFinding, state: FindingState, said: str) -> None:
    """Answer what the unit said last; what was answered before stays."""
    remedy = loaded.remedy
    if remedy is not None and remedy.answer is None:
        remedy.answer, remedy.answer_text = state, said or None
        remedy.answered_at, remedy.answered_by = clock.business(), actor.signature


async def taken(session: AsyncSession, actor: Actor, finding_id: UUID, step: FindingStep, precondition: Precondition) -> LoadedFinding:
    """The finding, held for this step."""
    loaded = await get_finding(session, actor, finding_id, lock=True)
    precondition.check(loaded.finding.version)
    take_finding(actor, loaded.standing, step)
    return loaded
