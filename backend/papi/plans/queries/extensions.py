"""Requests for a later day: the own unit's for those who ask, all for those who decide or supervise."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef, Viewer
from papi.directory.models import Person, Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import shown_redacted, told_to
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.plans.errors import ExtensionNotFound
from papi.plans.models import Assignment, Extension, ExtensionEvidence, ExtensionState, Task
from papi.plans.queries.assignments import UNIT_COLUMNS, shape_unit
from papi.plans.queries.seen import seen_state
from papi.plans.schemas.extensions import ExtensionQuery
from papi.plans.words import EXTENSION_STATE_WORDS
from papi.plans.workflow.deadlines import Progress, deadline_state
from papi.plans.workflow.extensions import Asked, extension_actions

_Asker, _AskedFor, _Decider = aliased(Person), aliased(Person), aliased(Person)


@dataclass(frozen=True)
class LoadedExtension:
    """A request with what its actions need, all of it held."""

    extension: Extension
    assignment: Assignment
    task: Task
    unit: Unit

    def asked_of(self, actor: Actor) -> Asked:
        """What decides about it for this person."""
        own = actor.is_one_of(self.extension.asked_by, self.extension.asked_for)
        return Asked(self.extension.state, own, UnitRef(self.unit.id, self.unit.coordinating))


def _visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """All, or the own unit's. Joins `Assignment`."""
    return viewer.sees("extension.read", Assignment.unit_id)


async def get_extension(session: AsyncSession, actor: Actor, extension_id: UUID) -> LoadedExtension:
    """A request that the actor may see, held together with its assignment: nobody reports that one done meanwhile."""
    actor.require_some("extension.read")
    statement = (
        select(Extension, Assignment, Task, Unit)
        .join(Assignment, Assignment.id == Extension.assignment_id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Extension.id == extension_id, _visible_to(actor))
        .with_for_update(of=(Extension, Assignment), key_share=True)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise ExtensionNotFound
    return LoadedExtension(*row)


async def read_extension(session: AsyncSession, actor: Actor, extension_id: UUID) -> dict[str, Any]:
    """A request as the screen shows it."""
    actor.require_some("extension.read")
    row = (await session.execute(_rows(actor).where(Extension.id == extension_id))).one_or_none()
    if row is None:
        raise ExtensionNotFound
    items = [_item(actor, row)]
    await _add_evidence(session, actor, items)
    return items[0]


def list_extensions(actor: Actor, query: ExtensionQuery) -> Listing:
    """Requests that the actor may see, the latest first unless asked otherwise."""
    actor.require_some("extension.read")
    statement = _rows(actor).where(*_filters(actor, query))
    return Listing(
        Pages(statement, _KEYSET),
        lambda row: _item(actor, row),
        _EXPORT,
        enrich=lambda session, items: _add_evidence(session, actor, items),
    )


def _filters(actor: Actor, query: ExtensionQuery) -> list[ColumnElement[bool]]:
    exact = (
        (Extension.state, query.state),
        (Assignment.plan_id, query.plan),
        (Assignment.unit_id, query.unit),
        (Extension.assignment_id, query.assignment),
    )
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if query.decidable:
        found.append(decidable_by(actor))
    if query.q:
        found.append(matches(Task.folded + Unit.folded, query.q))
    return found


def decidable_by(actor: Actor) -> ColumnElement[bool]:
    """Open requests that the actor may decide: of others for the coordinator, of the coordinating unit for a leader. Joins `Unit`."""
    return and_(
        Extension.state == ExtensionState.OPEN,
        Extension.asked_by.not_in(actor.people),
        or_(Extension.asked_for.is_(None), Extension.asked_for.not_in(actor.people)),
        actor.judges("extension.decide", Unit.id, Unit.coordinating),
    )


async def count_decidable(session: AsyncSession, actor: Actor) -> int:
    """How many requests wait for this person."""
    if not actor.scopes("extension.decide"):
        return 0
    waiting = (
        select(func.count())
        .select_from(Extension)
        .join(Assignment, Assignment.id == Extension.assignment_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(decidable_by(actor))
    )
    return await session.scalar(waiting) or 0


_ROW = (
    Extension.id,
    Extension.version,
    Extension.state,
    Extension.assignment_id,
    Extension.due_before,
    Extension.wanted_on,
    Extension.granted_on,
    Extension.reason,
    Extension.asked_late,
    Extension.asked_at,
    Extension.decided_at,
    Extension.decision,
    Assignment.plan_id,
    Assignment.mandate,
    Assignment.submitted_on,
    Assignment.extended_times,
)


def _rows(actor: Actor) -> AnySelect:
    return (
        select(
            *_ROW,
            Extension.asked_by.label("asker_id"),
            Extension.asked_for,
            _Asker.full_name.label("asker"),
            _AskedFor.full_name.label("behalf"),
            _Decider.full_name.label("decider"),
            Assignment.due_on,
            Assignment.submitted_late,
            seen_state(actor).label("work_state"),
            Task.id.label("task_id"),
            Task.title,
            Task.source_ref,
            *UNIT_COLUMNS,
        )
        .select_from(Extension)
        .join(Assignment, Assignment.id == Extension.assignment_id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(_Asker, _Asker.id == Extension.asked_by)
        .outerjoin(_AskedFor, _AskedFor.id == Extension.asked_for)
        .outerjoin(_Decider, _Decider.id == Extension.decided_by)
        .where(_visible_to(actor))
    )


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    progress = Progress(row.work_state, row.due_on, row.submitted_late, row.mandate)
    return {
        **{column.key: getattr(row, column.key) for column in _ROW},
        "task": {"id": row.task_id, "title": row.title, "source_ref": row.source_ref},
        "unit": shape_unit(row),
        "asked_by": signed_name(row.asker, row.behalf, actor.language),
        "decided_by": row.decider,
        "work_state": row.work_state,
        "deadline_state": deadline_state(progress, clock.today()),
        "evidence": [],
        "allowed_actions": extension_actions(actor, _asked(actor, row)),
    }


def _asked(actor: Actor, row: AnyRow) -> Asked:
    return Asked(row.state, actor.is_one_of(row.asker_id, row.asked_for), UnitRef(row.unit_id, row.coordinating))


async def _add_evidence(session: AsyncSession, actor: Actor, items: list[Any]) -> None:
    """The documents of all requests of a page, by one query."""
    columns = (Evidence.id, *told_to(actor, actor.language)[:2], Evidence.media_type, Evidence.size, shown_redacted(actor))
    rows = await session.execute(
        select(ExtensionEvidence.extension_id, *columns)
        .join(Evidence, Evidence.id == ExtensionEvidence.evidence_id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(ExtensionEvidence.extension_id.in_([item["id"] for item in items]))
        .order_by(Evidence.uploaded_at, Evidence.id)
    )
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for extension_id, *document in rows:
        found[extension_id].append(dict(zip(_DOCUMENT, document, strict=True)))
    for item in items:
        item["evidence"] = found[item["id"]]


_DOCUMENT = ("id", "title", "file_name", "media_type", "size", "redacted")
_KEYSET = Keyset(
    {
        "asked_at": Key(Extension.asked_at, datetime),
        "due_before": Key(Extension.due_before, date),
        "wanted_on": Key(Extension.wanted_on, date),
        "unit": Key(Unit.sort, int),
    },
    default="-asked_at",
    id=Extension.id,
)
_EXPORT = Export(
    "xin-gia-han",
    [
        Column("task.source_ref", "Mục của kế hoạch", "Source", 18),
        Column("task.title", "Nhiệm vụ, giải pháp", "Task", 60),
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("due_before", "Thời hạn cũ", "Due before", 14),
        Column("wanted_on", "Ngày đề nghị", "Asked for", 14),
        Column("granted_on", "Ngày được gia hạn", "Granted", 14),
        Column("state", "Kết quả", "State", 22, words_of(EXTENSION_STATE_WORDS)),
        Column("reason", "Lý do đề nghị", "Reason", 50),
        Column("asked_by", "Người đề nghị", "Asked by", 24),
        Column("asked_at", "Đề nghị lúc", "Asked at", 18),
        Column("decided_by", "Người quyết định", "Decided by", 24),
        Column("decided_at", "Quyết định lúc", "Decided at", 18),
        Column("decision", "Ý kiến", "Decision", 50),
    ],
)
