"""The unit writes: beginning the plan, its rows, its documents."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence.actions import count_links
from papi.evidence.models import Evidence
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import FieldError, Invalid, WrongState
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.plans.models import PlanState
from papi.plans.queries.plans import get_plan
from papi.unit_plans import facts
from papi.unit_plans.errors import Followed, NoPlanToFollow, UnitPlanExists, UnitPlanFull
from papi.unit_plans.models import ItemKind, UnitPlan, UnitPlanEvidence, UnitPlanItem, UnitPlanState
from papi.unit_plans.queries.plans import LoadedUnitPlan, get_unit_plan
from papi.unit_plans.queries.rows import get_item, linked_ids
from papi.unit_plans.schemas.items import ItemWrite, UnitPlanItemsCreate, UnitPlanItemUpdate
from papi.unit_plans.schemas.plans import UnitPlanCreate
from papi.unit_plans.workflow import WRITING, UnitPlanStep, take

MOST_ITEMS = 500
_MAY_BE_EMPTY = frozenset({"limit_id", "indicator_id", "due_on"})


async def create_unit_plan(session: AsyncSession, actor: Actor, given: UnitPlanCreate) -> UUID:
    """Begin the own unit's plan within an approved plan; there is one of each."""
    actor.require("unit_plan.edit", UnitRef(actor.unit_id, coordinating=False))
    plan = await get_plan(session, actor, given.plan_id)
    if plan.state is not PlanState.APPROVED:
        raise NoPlanToFollow
    made = {"id": new_id(), "plan_id": plan.id, "unit_id": actor.unit_id, "state": UnitPlanState.DRAFT, "created_at": clock.business()}
    fresh = {"version": 1, "content_version": 1, "submission": 0}
    statement = insert_for(session, UnitPlan).values(**made, **fresh).on_conflict_do_nothing(index_elements=["plan_id", "unit_id"])
    found = (await session.execute(statement.returning(UnitPlan.id))).scalar_one_or_none()
    if found is None:
        raise UnitPlanExists
    loaded = await get_unit_plan(session, actor, found)
    record(session, actor.author, facts.about(facts.CREATED, loaded.unit_plan, loaded.label, private=True))
    return found


async def add_items(session: AsyncSession, actor: Actor, unit_plan_id: UUID, given: UnitPlanItemsCreate) -> None:
    """Add rows at the end, while there is room."""
    loaded = await get_unit_plan(session, actor, unit_plan_id, lock=True)
    take(actor, loaded.standing, UnitPlanStep.EDIT)
    await _require_known(session, loaded, given.items)
    rows = select(func.count(), func.max(UnitPlanItem.sort)).where(UnitPlanItem.unit_plan_id == unit_plan_id)
    there, last = (await session.execute(rows)).one()
    if there + len(given.items) > MOST_ITEMS:
        raise UnitPlanFull(most=MOST_ITEMS)
    for place, item in enumerate(given.items):
        row = UnitPlanItem(
            id=new_id(),
            unit_plan_id=unit_plan_id,
            sort=(last or 0) + place + 1,
            saved_at=clock.business(),
            saved_by=actor.person_id,
            **item.model_dump(),
        )
        session.add(row)
    await _touch(session, loaded.unit_plan)
    record(session, actor.author, facts.about(facts.ITEMS_ADDED, loaded.unit_plan, loaded.label, private=True, count=len(given.items)))


async def _require_known(session: AsyncSession, loaded: LoadedUnitPlan, items: Sequence[ItemWrite]) -> None:
    """Refuse indicators of another edition, and limits of another plan."""
    indicators = {item.indicator_id for item in items if item.indicator_id}
    known = select(Indicator.id).where(Indicator.id.in_(indicators), Indicator.framework_id == loaded.plan.framework_id)
    limits = {item.limit_id for item in items if item.limit_id}
    own = select(UnitPlanItem.id).where(
        UnitPlanItem.id.in_(limits), UnitPlanItem.unit_plan_id == loaded.unit_plan.id, UnitPlanItem.kind == ItemKind.LIMIT
    )
    errors: list[FieldError] = []
    if indicators - set(await session.scalars(known)):
        errors.append(
            FieldError("/indicator_id", "Chỉ tiêu không thuộc bộ chỉ số của kế hoạch.", "The indicator is not of the plan's edition.")
        )
    if limits - set(await session.scalars(own)):
        errors.append(FieldError("/limit_id", "Hạn chế không thuộc kế hoạch này.", "The limit is not of this plan."))
    if errors:
        raise Invalid(errors=errors)


async def update_item(session: AsyncSession, actor: Actor, item_id: UUID, given: UnitPlanItemUpdate, precondition: Precondition) -> UUID:
    """Save what the unit typed in one row; the plan it belongs to."""
    item, loaded = await get_item(session, actor, item_id, lock=True)
    precondition.check(item.version)
    take(actor, loaded.standing, UnitPlanStep.EDIT)
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name in _MAY_BE_EMPTY}
    await _require_known(session, loaded, [ItemWrite(indicator_id=given.indicator_id, limit_id=given.limit_id)])
    before, after = [await _spoken(session, values) for values in ({name: getattr(item, name) for name in wanted}, wanted)]
    for name, value in wanted.items():
        setattr(item, name, value)
    item.saved_at = clock.business()
    item.saved_by = actor.person_id
    await session.flush()
    await _touch(session, loaded.unit_plan)
    difference = changes(before, after)
    if difference:
        record(session, actor.author, facts.about(facts.ITEM_SAVED, loaded.unit_plan, loaded.label, private=True, changes=difference))
    return loaded.unit_plan.id


async def _spoken(session: AsyncSession, values: dict[str, Any]) -> dict[str, Any]:
    """The values in words: days as people write them, indicators by their codes; which limit is answered says nothing to a reader."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "indicator_id":
            indicator = await session.get(Indicator, value) if value else None
            found["indicator"] = f"{indicator.code} {indicator.name_vi}" if indicator else None
        elif name != "limit_id":
            found[name] = format_day(value) if isinstance(value, date) else value
    return found


async def remove_item(session: AsyncSession, actor: Actor, item_id: UUID, precondition: Precondition) -> UUID:
    """Take a row out of what the unit is writing; what was sent with it stays as it was."""
    item, loaded = await get_item(session, actor, item_id, lock=True)
    precondition.check(item.version)
    take(actor, loaded.standing, UnitPlanStep.EDIT)
    if item.task_id is not None:
        raise Followed
    freed = update(UnitPlanItem).where(UnitPlanItem.limit_id == item.id)
    await session.execute(freed.values(limit_id=None, version=UnitPlanItem.version + 1).execution_options(synchronize_session=False))
    await session.delete(item)
    await _touch(session, loaded.unit_plan)
    record(session, actor.author, facts.about(facts.ITEM_REMOVED, loaded.unit_plan, loaded.label, private=True, text=item.text or "–"))
    return loaded.unit_plan.id


async def _touch(session: AsyncSession, unit_plan: UnitPlan) -> None:
    # by SQL and not through the object: two officers on two rows must not collide on the plan's own version; and a plan that was
    # sent meanwhile takes no more text
    await session.flush()
    touched = await session.execute(
        update(UnitPlan)
        .where(UnitPlan.id == unit_plan.id, UnitPlan.state.in_(WRITING))
        .values(content_version=UnitPlan.content_version + 1, saved_at=clock.business())
        .returning(UnitPlan.id)
        .execution_options(synchronize_session=False)
    )
    if touched.scalar_one_or_none() is None:
        raise WrongState


async def link_documents(session: AsyncSession, actor: Actor, documents: Sequence[Evidence], unit_plan_id: UUID) -> None:
    """Attach documents to the plan. Those already there stay as they are."""
    loaded = await get_unit_plan(session, actor, unit_plan_id)
    take(actor, loaded.standing, UnitPlanStep.EDIT)
    present = await linked_ids(session, unit_plan_id)
    added = [document for document in documents if document.id not in present]
    if not added:
        return
    linked = {"linked_at": clock.business(), "linked_by": actor.person_id, "unlinked_at": None}
    rows = [{"unit_plan_id": unit_plan_id, "evidence_id": document.id, **linked} for document in added]
    statement = insert_for(session, UnitPlanEvidence).values(rows)
    await session.execute(statement.on_conflict_do_update(index_elements=["unit_plan_id", "evidence_id"], set_=linked))
    await count_links(session, [document.id for document in added], 1)
    await _touch(session, loaded.unit_plan)
    for document in added:
        data = {"title": document.title, "evidence_id": str(document.id)}
        record(session, actor.author, facts.about(facts.DOCUMENT_LINKED, loaded.unit_plan, loaded.label, private=True, **data))


async def unlink_document(session: AsyncSession, actor: Actor, evidence_id: UUID, unit_plan_id: UUID) -> None:
    """Take a document off the plan; the document and the trace of the link stay."""
    loaded = await get_unit_plan(session, actor, unit_plan_id)
    take(actor, loaded.standing, UnitPlanStep.EDIT)
    if evidence_id not in await linked_ids(session, unit_plan_id):
        return
    row = await session.get_one(UnitPlanEvidence, (unit_plan_id, evidence_id))
    row.unlinked_at = clock.business()
    await count_links(session, [evidence_id], -1)
    await _touch(session, loaded.unit_plan)
    title = await session.scalar(select(Evidence.title).where(Evidence.id == evidence_id))
    data = {"title": title, "evidence_id": str(evidence_id)}
    record(session, actor.author, facts.about(facts.DOCUMENT_UNLINKED, loaded.unit_plan, loaded.label, private=True, **data))


async def touch_plans_holding(session: AsyncSession, evidence_id: UUID) -> None:
    """A document has a new file: plans that are being written move on, so that nobody sends what they have not seen. What was sent keeps
    the file that it was sent with."""
    holding = select(UnitPlanEvidence.unit_plan_id).where(
        UnitPlanEvidence.evidence_id == evidence_id, UnitPlanEvidence.unlinked_at.is_(None)
    )
    moved = update(UnitPlan).where(UnitPlan.id.in_(holding), UnitPlan.state.in_(WRITING))
    await session.execute(moved.values(content_version=UnitPlan.content_version + 1).execution_options(synchronize_session=False))
