"""An inspection is planned, changed, begun, concluded or cancelled."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.actions import release
from papi.framework.models import Indicator
from papi.inspections import facts
from papi.inspections.errors import BasisMissing, HasFindings, InspectionWrongState, NotInspectable
from papi.inspections.models import Inspection, InspectionIndicator, InspectionState, InspectionTask
from papi.inspections.queries.documents import linked_to_inspection
from papi.inspections.queries.inspections import LoadedInspection, get_inspection
from papi.inspections.queries.units import is_inspectable
from papi.inspections.schemas.inspections import InspectionCancel, InspectionConclude, InspectionCreate, InspectionUpdate
from papi.inspections.words import KIND_WORDS, STATE_WORDS
from papi.inspections.workflow import MANAGE, InspectionStep, is_announced, take_inspection
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day, spoken
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.plans.models import Task
from papi.plans.queries.in_force import of_approved

_CONCLUSION = frozenset({"conclusion", "conclusion_number", "conclusion_on"})
_MAY_BE_EMPTY = frozenset({"basis_number", "basis_on", "conclusion_number"})
_LOOKED_AT = ("indicator_ids", "task_ids")


async def create_inspections(session: AsyncSession, actor: Actor, given: InspectionCreate) -> list[UUID]:
    """Plan one inspection of each unit, made by the actor's own unit."""
    actor.require_some(MANAGE)
    units = await _require_inspectable(session, actor, given.unit_ids)
    await _require_known(session, given.indicator_ids, given.task_ids)
    described = given.model_dump(exclude={"unit_ids", "team", *_LOOKED_AT})
    described["basis_number"] = given.basis_number or None
    made = [
        Inspection(
            id=new_id(),
            unit_id=unit.id,
            unit_name=unit.short_name,
            inspecting_unit_id=actor.unit_id,
            team=[member.model_dump() for member in given.team],
            created_at=clock.business(),
            created_by=actor.person_id,
            **described,
        )
        for unit in units
    ]
    session.add_all(made)
    await session.flush()
    for inspection in made:
        _look_at(session, inspection.id, given.indicator_ids, given.task_ids)
        days = {"since": format_day(given.starts_on), "until": format_day(given.ends_on)}
        record(session, actor.author, facts.about(facts.PLANNED, inspection, **days))
    return [inspection.id for inspection in made]


async def _require_inspectable(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Unit]:
    rows = (await session.execute(select(Unit, is_inspectable(actor)).where(Unit.id.in_(ids)).order_by(Unit.sort, Unit.id))).all()
    refused = [unit.short_name for unit, inspectable in rows if not inspectable]
    if refused:
        raise NotInspectable(units=", ".join(refused))
    if len(rows) < len(set(ids)):
        raise Invalid(errors=[FieldError("/unit_ids", "Có đơn vị không tồn tại.", "There is no such unit.")])
    return [unit for unit, _inspectable in rows]


async def _require_known(session: AsyncSession, indicator_ids: Collection[UUID], task_ids: Collection[UUID]) -> None:
    """Refuse indicators that are not there, and tasks of drafts or of a single unit: everyone concerned sees what is looked at."""
    indicators = set(await session.scalars(select(Indicator.id).where(Indicator.id.in_(indicator_ids))))
    shared = (Task.owner_unit_id.is_(None), of_approved(Task.plan_id))
    tasks = set(await session.scalars(select(Task.id).where(Task.id.in_(task_ids), *shared)))
    errors: list[FieldError] = []
    if set(indicator_ids) - indicators:
        errors.append(FieldError("/indicator_ids", "Có chỉ tiêu không tồn tại.", "There is no such indicator."))
    if set(task_ids) - tasks:
        errors.append(FieldError("/task_ids", "Có nhiệm vụ không thuộc kế hoạch đã duyệt.", "A task is of no approved plan."))
    if errors:
        raise Invalid(errors=errors)


def _look_at(session: AsyncSession, inspection_id: UUID, indicator_ids: Collection[UUID], task_ids: Collection[UUID]) -> None:
    session.add_all(InspectionIndicator(inspection_id=inspection_id, indicator_id=one) for one in dict.fromkeys(indicator_ids))
    session.add_all(InspectionTask(inspection_id=inspection_id, task_id=one) for one in dict.fromkeys(task_ids))


async def update_inspection(
    session: AsyncSession, actor: Actor, inspection_id: UUID, given: InspectionUpdate, precondition: Precondition
) -> None:
    """Change what was planned; of what was concluded only the words of the conclusion, with both of them in the history."""
    loaded = await _taken(session, actor, inspection_id, InspectionStep.EDIT, precondition)
    inspection = loaded.inspection
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value or None if name in _MAY_BE_EMPTY else value for name, value in wanted.items()}
    wanted = {name: value for name, value in wanted.items() if value is not None or name in _MAY_BE_EMPTY}
    _require_moment(actor, inspection, wanted)
    looked = await _looked_at(session, inspection_id)
    before = {name: looked[name] if name in looked else getattr(inspection, name) for name in wanted}
    if "team" in wanted:
        wanted["team"] = [member.model_dump() for member in given.team or []]
    difference = changes(await _spoken(session, before), await _spoken(session, wanted))
    if not difference:
        return
    for name in wanted.keys() - looked.keys():
        setattr(inspection, name, wanted[name])
    _require_days(inspection)
    if wanted.keys() & looked.keys():
        await _look_anew(session, inspection_id, {**looked, **wanted})
        flag_modified(inspection, "content")  # what is looked at is part of what others have read: the version moves on
    if "kind" in wanted and is_announced(inspection.kind, started=False):
        await _open_documents(session, inspection)
    record(session, actor.author, facts.about(facts.CHANGED, inspection, changes=difference))


def _require_moment(actor: Actor, inspection: Inspection, wanted: dict[str, Any]) -> None:
    """The conclusion is corrected once there is one; everything else before that; the kind before it begins."""
    concluded = inspection.state is InspectionState.CONCLUDED
    early = {"kind"} if inspection.started_at is not None else set[str]()
    if wanted.keys() - _CONCLUSION if concluded else wanted.keys() & (_CONCLUSION | early):
        words = spoken(STATE_WORDS, inspection.state, actor.language)
        raise InspectionWrongState(state=words[:1].lower() + words[1:])
    if inspection.started_at is not None and not all(wanted.get(name, True) for name in ("basis_number", "basis_on")):
        raise BasisMissing


def _require_days(inspection: Inspection) -> None:
    if inspection.ends_on < inspection.starts_on:
        vi, en = "Ngày kết thúc phải từ ngày bắt đầu trở đi.", "It ends no earlier than it starts."
        raise Invalid(errors=[FieldError("/ends_on", vi, en)])
    if inspection.conclusion_on is not None and inspection.conclusion_on < inspection.starts_on:
        vi, en = "Ngày kết luận phải từ ngày bắt đầu kiểm tra trở đi.", "It is concluded no earlier than it starts."
        raise Invalid(errors=[FieldError("/conclusion_on", vi, en)])


async def _looked_at(session: AsyncSession, inspection_id: UUID) -> dict[str, list[UUID]]:
    indicators = select(InspectionIndicator.indicator_id).where(InspectionIndicator.inspection_id == inspection_id)
    tasks = select(InspectionTask.task_id).where(InspectionTask.inspection_id == inspection_id)
    return {"indicator_ids": list(await session.scalars(indicators)), "task_ids": list(await session.scalars(tasks))}


async def _look_anew(session: AsyncSession, inspection_id: UUID, looked: dict[str, list[UUID]]) -> None:
    await _require_known(session, looked["indicator_ids"], looked["task_ids"])
    for table in (InspectionIndicator, InspectionTask):
        await session.execute(delete(table).where(table.inspection_id == inspection_id).execution_options(synchronize_session=False))
    _look_at(session, inspection_id, looked["indicator_ids"], looked["task_ids"])


async def _spoken(session: AsyncSession, values: dict[str, Any]) -> dict[str, Any]:
    """The values in words, as the history tells them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "indicator_ids":
            codes = await session.scalars(select(Indicator.code).where(Indicator.id.in_(value)).order_by(Indicator.code))
            found["indicators"] = ", ".join(codes)
        elif name == "task_ids":
            titles = await session.scalars(select(Task.title).where(Task.id.in_(value)).order_by(Task.sort, Task.id))
            found["tasks"] = "; ".join(titles)
        else:
            found[name] = _said(name, value)
    return found


def _said(name: str, value: Any) -> Any:
    if name == "kind":
        return KIND_WORDS[value][0]
    if name == "team":
        return "; ".join(f"{one['name']} (trưởng đoàn)" if one["head"] else one["name"] for one in value)
    return format_day(value) if isinstance(value, date) else value


async def start_inspection(session: AsyncSession, actor: Actor, inspection_id: UUID, precondition: Precondition) -> None:
    """Begin: from now on the unit knows of it, and reads what is attached."""
    inspection = (await _taken(session, actor, inspection_id, InspectionStep.START, precondition)).inspection
    if not inspection.basis_number or inspection.basis_on is None:
        raise BasisMissing
    inspection.state, inspection.started_at = InspectionState.UNDER_WAY, clock.business()
    await _open_documents(session, inspection)
    record(session, actor.author, facts.about(facts.STARTED, inspection))


async def _open_documents(session: AsyncSession, inspection: Inspection) -> None:
    """Let the unit, which knows of the inspection now, read what is attached to it."""
    documents = await linked_to_inspection(session, inspection.id)
    await release(session, documents, [(inspection.unit_id, f"inspection:{inspection.id}")])


async def conclude_inspection(
    session: AsyncSession, actor: Actor, inspection_id: UUID, given: InspectionConclude, precondition: Precondition
) -> None:
    """Write the conclusion down; what was found is followed on."""
    inspection = (await _taken(session, actor, inspection_id, InspectionStep.CONCLUDE, precondition)).inspection
    inspection.conclusion, inspection.conclusion_on = given.conclusion, given.conclusion_on
    inspection.conclusion_number = given.conclusion_number or None
    _require_days(inspection)
    inspection.state, inspection.concluded_at = InspectionState.CONCLUDED, clock.business()
    day = format_day(given.conclusion_on)
    number = f"số {given.conclusion_number}, ngày {day}" if given.conclusion_number else f"ngày {day}"
    number_en = f"no. {given.conclusion_number} of {day}" if given.conclusion_number else f"on {day}"
    record(session, actor.author, facts.about(facts.CONCLUDED, inspection, number=number, number_en=number_en))


async def cancel_inspection(
    session: AsyncSession, actor: Actor, inspection_id: UUID, given: InspectionCancel, precondition: Precondition
) -> None:
    """Give it up, and say why; what was found already keeps it."""
    inspection = (await _taken(session, actor, inspection_id, InspectionStep.CANCEL, precondition)).inspection
    if inspection.findings_total:
        raise HasFindings(count=inspection.findings_total)
    inspection.state, inspection.cancel_reason = InspectionState.CANCELLED, given.reason
    inspection.cancelled_at = clock.business()
    record(session, actor.author, facts.about(facts.CANCELLED, inspection, reason=given.reason))


async def _taken(
    session: AsyncSession, actor: Actor, inspection_id: UUID, step: InspectionStep, precondition: Precondition
) -> LoadedInspection:
    """The inspection, held for this step."""
    loaded = await get_inspection(session, actor, inspection_id, lock=True)
    precondition.check(loaded.inspection.version)
    take_inspection(actor, loaded.standing, step)
    return loaded
