"""An activity is written down, changed, held, cancelled; what it said before stays in its history."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor, UnitRef
from papi.activities import facts
from papi.activities.actions.checking import require_known, require_sound
from papi.activities.actions.documents import release_documents
from papi.activities.models import Activity, ActivityIndicator, ActivityState
from papi.activities.queries.activities import LoadedActivity, get_activity
from papi.activities.schemas import ActivityCancel, ActivityCreate, ActivityHold, ActivityPatch
from papi.activities.words import FORM_WORDS, KIND_WORDS
from papi.activities.workflow import EDIT, ActivityStep, take
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import FactKind, changes, record
from papi.plans.models import Task

_MAY_BE_EMPTY = frozenset({"participants", "women", "result", "task_id"})


async def create_activity(session: AsyncSession, actor: Actor, given: ActivityCreate) -> UUID:
    """Write an activity down, of the own unit unless another is named."""
    unit = await _unit_of(session, actor, given.unit_id)
    if given.state is ActivityState.CANCELLED:
        vi, en = "Hoạt động mới là dự kiến hoặc đã tổ chức.", "A new activity is planned or held."
        raise Invalid(errors=[FieldError("/state", vi, en)])
    indicators = set(given.indicator_ids)
    await require_known(session, actor, given.task_id, indicators)
    fields = given.model_dump(exclude={"unit_id", "indicator_ids", "ends_on", "result"})
    activity = Activity(
        id=new_id(),
        unit_id=unit.id,
        **fields,
        ends_on=given.ends_on or given.begins_on,
        result=given.result or None,
        cancel_reason=None,
        recorded_by=actor.person_id,
        recorded_for=actor.acts_for,
        recorded_at=clock.business(),
    )
    require_sound(activity)
    session.add(activity)
    await session.flush()
    session.add_all(ActivityIndicator(activity_id=activity.id, indicator_id=indicator_id) for indicator_id in indicators)
    record(session, actor.author, facts.about(facts.PLANNED if given.state is ActivityState.PLANNED else facts.RECORDED, activity))
    return activity.id


async def _unit_of(session: AsyncSession, actor: Actor, unit_id: UUID | None) -> Unit:
    """The unit whose activity it is. Who writes for the own unit alone learns nothing of others."""
    actor.require_some(EDIT)
    if unit_id is not None and unit_id != actor.unit_id and not actor.may(EDIT):
        raise actor.refusal()
    unit = await session.get(Unit, unit_id or actor.unit_id)
    if unit is None:
        raise Invalid(errors=[FieldError("/unit_id", "Không có đơn vị này.", "There is no such unit.")])
    actor.require(EDIT, UnitRef(unit.id, unit.coordinating))
    return unit


async def update_activity(session: AsyncSession, actor: Actor, activity_id: UUID, given: ActivityPatch, precondition: Precondition) -> None:
    """Change what is planned, correct what was held: the fact tells what stood there."""
    loaded = await get_activity(session, actor, activity_id, lock=True)
    precondition.check(loaded.activity.version)
    take(actor, loaded.standing, ActivityStep.EDIT)
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    _require_there(wanted)
    held = loaded.activity.state is ActivityState.HELD
    await _write(session, actor, loaded, wanted, facts.CORRECTED if held else facts.CHANGED)


def _require_there(wanted: dict[str, Any]) -> None:
    lacking = [name for name, value in wanted.items() if value is None and name not in _MAY_BE_EMPTY]
    if lacking:
        raise Invalid(errors=[FieldError(f"/{name}", "Không để trống.", "This is needed.") for name in lacking])


async def hold_activity(session: AsyncSession, actor: Actor, activity_id: UUID, given: ActivityHold, precondition: Precondition) -> None:
    """Say how a planned activity went; its documents are from here on read by those who read it."""
    loaded = await get_activity(session, actor, activity_id, lock=True)
    precondition.check(loaded.activity.version)
    take(actor, loaded.standing, ActivityStep.HOLD)
    loaded.activity.state = ActivityState.HELD
    wanted = {name: getattr(given, name) for name in given.model_fields_set if getattr(given, name) is not None}
    await _write(session, actor, loaded, wanted, facts.HELD)
    await release_documents(session, loaded.activity)


async def cancel_activity(
    session: AsyncSession, actor: Actor, activity_id: UUID, given: ActivityCancel, precondition: Precondition
) -> None:
    """Take a planned activity back, or withdraw one that was written down as held by mistake; it keeps what it said."""
    loaded = await get_activity(session, actor, activity_id, lock=True)
    precondition.check(loaded.activity.version)
    take(actor, loaded.standing, ActivityStep.CANCEL)
    kind = facts.WITHDRAWN if loaded.activity.state is ActivityState.HELD else facts.CANCELLED
    loaded.activity.state, loaded.activity.cancel_reason = ActivityState.CANCELLED, given.reason
    record(session, actor.author, facts.about(kind, loaded.activity, reason=given.reason))


async def _write(session: AsyncSession, actor: Actor, loaded: LoadedActivity, wanted: dict[str, Any], kind: FactKind) -> None:
    activity = loaded.activity
    if "result" in wanted:
        wanted["result"] = wanted["result"] or None
    task_id = wanted.get("task_id")
    # what it names already stays, also where this person would not find it
    fresh_task = task_id if task_id != activity.task_id else None
    indicators: set[UUID] | None = set(wanted.pop("indicator_ids")) if "indicator_ids" in wanted else None
    before = await _indicators_of(session, activity)
    await require_known(session, actor, fresh_task, (indicators or set()) - before)
    then = await _spoken(session, {name: getattr(activity, name) for name in wanted}, before if indicators is not None else None)
    for name, value in wanted.items():
        setattr(activity, name, value)
    require_sound(activity)
    if indicators is not None:
        await _set_indicators(session, activity, before, indicators)
    now = await _spoken(session, {name: getattr(activity, name) for name in wanted}, indicators)
    difference = changes(then, now)
    if difference or kind is facts.HELD:
        flag_modified(activity, "title")  # indicators alone do not touch the row, and who read it before is to be told
        record(session, actor.author, facts.about(kind, activity, changes=difference))


async def _indicators_of(session: AsyncSession, activity: Activity) -> set[UUID]:
    return set(await session.scalars(select(ActivityIndicator.indicator_id).where(ActivityIndicator.activity_id == activity.id)))


async def _set_indicators(session: AsyncSession, activity: Activity, before: set[UUID], wanted: set[UUID]) -> None:
    gone = delete(ActivityIndicator).where(ActivityIndicator.activity_id == activity.id)
    await session.execute(gone.where(ActivityIndicator.indicator_id.in_(before - wanted)).execution_options(synchronize_session=False))
    session.add_all(ActivityIndicator(activity_id=activity.id, indicator_id=indicator_id) for indicator_id in wanted - before)


async def _spoken(session: AsyncSession, values: dict[str, Any], indicators: set[UUID] | None) -> dict[str, Any]:
    """The values in words, as history tells them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "task_id":
            found["task"] = await session.scalar(select(Task.title).where(Task.id == value)) if value else None
        elif name in _CODES:
            found[name] = _CODES[name][value][0]
        else:
            found[name] = format_day(value) if isinstance(value, date) else value
    if indicators is not None:
        codes = await session.scalars(select(Indicator.code).where(Indicator.id.in_(indicators)).order_by(Indicator.code))
        found["indicators"] = ", ".join(codes) or None
    return found


_CODES = {"kind": KIND_WORDS, "form": FORM_WORDS}
