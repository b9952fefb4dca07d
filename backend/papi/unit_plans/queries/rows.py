"""The rows of one unit plan: what the unit is writing, or what it sent with a submission."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries import shown_redacted, told_to, visible_to
from papi.framework.models import Indicator
from papi.kit.types import AnyRow
from papi.plans.models import Assignment
from papi.unit_plans.errors import ItemNotFound
from papi.unit_plans.models import ItemKind, UnitPlan, UnitPlanEvidence, UnitPlanItem, UnitPlanText, UnitPlanVersion
from papi.unit_plans.queries.plans import LoadedUnitPlan, get_unit_plan
from papi.unit_plans.sufficiency import lacks_of

_SAID = ("kind", "limit_id", "indicator_id", "text", "cause", "person", "due_on", "due_text", "deliverable", "sort")
SAID = _SAID
_INDICATOR = (Indicator.code.label("indicator_code"), Indicator.name_vi.label("indicator_name"))


async def get_item(session: AsyncSession, actor: Actor, item_id: UUID, *, lock: bool = False) -> tuple[UnitPlanItem, LoadedUnitPlan]:
    """A row that the unit is writing, with its plan; other units do not learn that it is there. `lock` holds both."""
    unit_plan_id = await session.scalar(select(UnitPlanItem.unit_plan_id).where(UnitPlanItem.id == item_id))
    # the plan before its rows, as everywhere: who takes a limit out holds the plan and then the measures that answer it
    loaded = await get_unit_plan(session, actor, unit_plan_id, lock=lock) if unit_plan_id is not None else None
    statement = select(UnitPlanItem).where(UnitPlanItem.id == item_id)
    item = await session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if item is None or loaded is None:
        actor.require_some("unit_plan.read")
        raise ItemNotFound
    return item, loaded


async def read_items(session: AsyncSession, actor: Actor, row: AnyRow, number: int, steps: Sequence[str]) -> list[dict[str, Any]]:
    """The rows as the wire's `UnitPlanItemRead`: limits first, each kind in its order. `number` 0: what is being written."""
    if number == 0:
        statement = (
            select(
                UnitPlanItem.id,
                UnitPlanItem.version,
                *(getattr(UnitPlanItem, name) for name in _SAID),
                *_INDICATOR,
                Assignment.id.label("assignment_id"),
            )
            .outerjoin(Indicator, Indicator.id == UnitPlanItem.indicator_id)
            .outerjoin(Assignment, followed_as())
            .where(UnitPlanItem.unit_plan_id == row.id)
            .order_by(UnitPlanItem.sort, UnitPlanItem.id)
        )
    else:
        statement = (
            select(
                UnitPlanText.item_id.label("id"),
                literal(0).label("version"),
                *(getattr(UnitPlanText, name) for name in _SAID),
                *_INDICATOR,
                Assignment.id.label("assignment_id"),
            )
            .outerjoin(Indicator, Indicator.id == UnitPlanText.indicator_id)
            .outerjoin(UnitPlanItem, UnitPlanItem.id == UnitPlanText.item_id)
            .outerjoin(Assignment, followed_as())
            .where(UnitPlanText.unit_plan_id == row.id, UnitPlanText.number == number)
            .order_by(UnitPlanText.sort, UnitPlanText.id)
        )
    rows = (await session.execute(statement)).all()
    return [_item(item, number, steps) for item in sorted(rows, key=lambda item: item.kind is ItemKind.MEASURE)]


def _item(row: AnyRow, number: int, steps: Sequence[str]) -> dict[str, Any]:
    names = ("id", "version", "kind", "limit_id", "text", "cause", "person", "due_on", "due_text", "deliverable", "assignment_id")
    may_follow = "follow" in steps and row.kind is ItemKind.MEASURE and row.assignment_id is None
    actions = [name for name, may in (("edit", "edit" in steps and number == 0), ("follow", may_follow)) if may]
    return {
        **{name: getattr(row, name) for name in names},
        "indicator": indicator_of(row),
        "lacks": lacks_of(row) if number == 0 else [],
        "allowed_actions": actions,
    }


def indicator_of(row: AnyRow) -> dict[str, Any] | None:
    """The indicator's part of a row."""
    if row.indicator_id is None:
        return None
    return {"id": row.indicator_id, "code": row.indicator_code, "name": row.indicator_name}


def followed_as() -> ColumnElement[bool]:
    """Joins a measure to the assignment in which it is followed: where units were merged, that of the one that goes on with it."""
    return and_(Assignment.task_id == UnitPlanItem.task_id, Assignment.carried_to_id.is_(None))


async def linked_ids(session: AsyncSession, unit_plan_id: UUID) -> Sequence[UUID]:
    """The documents that the unit has attached, in the order in which it did."""
    statement = (
        select(UnitPlanEvidence.evidence_id)
        .where(UnitPlanEvidence.unit_plan_id == unit_plan_id, UnitPlanEvidence.unlinked_at.is_(None))
        .order_by(UnitPlanEvidence.linked_at, UnitPlanEvidence.evidence_id)
    )
    return (await session.scalars(statement)).all()


_Accepted = aliased(UnitPlanVersion)


def latest_accepted() -> ColumnElement[bool]:
    """Joins a plan to the submission that was accepted last."""
    accepted = select(func.max(_Accepted.number)).where(_Accepted.unit_plan_id == UnitPlan.id, _Accepted.accepted_at.is_not(None))
    return and_(UnitPlanVersion.unit_plan_id == UnitPlan.id, UnitPlanVersion.number == accepted.correlate(UnitPlan).scalar_subquery())


async def linked_files(session: AsyncSession, unit_plan_id: UUID) -> list[dict[str, Any]]:
    """The attached documents as a submission keeps them: each with its present file."""
    ids = await linked_ids(session, unit_plan_id)
    rows = await session.execute(select(Evidence.id, Evidence.file_version, Evidence.sha256).where(Evidence.id.in_(ids)))
    known = {row.id: {"id": str(row.id), "number": row.file_version, "sha256": row.sha256} for row in rows}
    return [known[evidence_id] for evidence_id in ids]


async def read_documents(session: AsyncSession, actor: Actor, unit_plan_id: UUID, number: int) -> list[dict[str, Any]]:
    """The attached documents: the present ones, or those that were sent, with the files that they were then."""
    if number == 0:
        files = await linked_files(session, unit_plan_id)
    else:
        sent = await session.get(UnitPlanVersion, (unit_plan_id, number))
        files = sent.evidence if sent else []
    if not files:
        return []
    rows = await session.execute(
        select(
            Evidence.id,
            *told_to(actor, actor.language, EvidenceFile.file_name),
            shown_redacted(actor),
            Evidence.issued_on,
            EvidenceFile.number.label("file_version"),
            EvidenceFile.media_type,
            EvidenceFile.size,
            case((visible_to(actor), True), else_=False).label("seen"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(EvidenceFile, EvidenceFile.evidence_id == Evidence.id)
        .where(Evidence.id.in_([UUID(file["id"]) for file in files]))
    )
    known = {(str(row.id), row.file_version): dict(row._mapping) for row in rows}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
    found = [{**known[file["id"], file["number"]], "sha256": file["sha256"]} for file in files]
    # with the hash, who has a copy of a hidden document would know what it is
    return [document | ({} if document.pop("seen") else {"sha256": None}) for document in found]


async def items_of(session: AsyncSession, unit_plan: UnitPlan) -> Sequence[UnitPlanItem]:
    """The rows that the unit is writing, in their order."""
    statement = select(UnitPlanItem).where(UnitPlanItem.unit_plan_id == unit_plan.id).order_by(UnitPlanItem.sort, UnitPlanItem.id)
    return (await session.scalars(statement)).all()
