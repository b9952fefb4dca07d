"""Activities: all for Phòng Nội vụ, leaders and supervisors, those of the own unit for its people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef, Viewer
from papi.activities.errors import ActivityNotFound
from papi.activities.models import Activity, ActivityEvidence, ActivityIndicator
from papi.activities.queries.documents import read_documents
from papi.activities.schemas import ActivityQuery, SummaryQuery
from papi.activities.words import FORM_WORDS, KIND_WORDS, STATE_WORDS, sentence_of
from papi.activities.workflow import READ, Standing, allowed_actions
from papi.directory.columns import unit_of
from papi.directory.models import Person, Unit
from papi.framework.models import Indicator
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.plans.models import Plan, Task, TaskIndicator
from papi.plans.queries.tasks import task_visible_to

_RecordedFor = aliased(Person)
_KEPT = (
    *("id", "version", "kind", "form", "state", "title", "begins_on", "ends_on", "place", "audience", "participants", "women", "result"),
    *("cancel_reason", "recorded_at"),
)
_KEYSET = Keyset(
    {
        "begins_on": Key(Activity.begins_on, date),
        "ends_on": Key(Activity.ends_on, date),
        "participants": Key(Activity.participants, int, nullable=True),
        "recorded_at": Key(Activity.recorded_at, datetime),
        "unit": Key(Unit.sort, int),
    },
    default="-ends_on",
    id=Activity.id,
)


def _codes(indicators: list[dict[str, Any]], _language: str) -> str:
    return ", ".join(indicator["code"] for indicator in indicators)


_EXPORT = Export(
    "hoat-dong",
    [
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("kind", "Loại hoạt động", "Kind", 24, words_of(KIND_WORDS)),
        Column("form", "Hình thức", "Form", 20, words_of(FORM_WORDS)),
        Column("title", "Nội dung", "Topic", 50),
        Column("begins_on", "Từ ngày", "From", 12),
        Column("ends_on", "Đến ngày", "Until", 12),
        Column("place", "Địa điểm", "Place", 30),
        Column("audience", "Đối tượng", "Audience", 30),
        Column("participants", "Số lượt người tham gia", "Participants", 12),
        Column("women", "Trong đó nữ", "Women", 10),
        Column("result", "Kết quả", "Result", 50),
        Column("state", "Trạng thái", "State", 14, words_of(STATE_WORDS)),
        Column("task.title", "Nhiệm vụ", "Task", 40),
        Column("indicators", "Chỉ tiêu", "Indicators", 16, said=_codes),
        Column("documents_count", "Số tài liệu", "Documents", 10),
        Column("cancel_reason", "Lý do hủy", "Why cancelled", 30),
        Column("recorded_by", "Người ghi", "Recorded by", 24),
    ],
)


@dataclass(frozen=True)
class LoadedActivity:
    """An activity with what its actions need."""

    activity: Activity
    unit: Unit

    @property
    def standing(self) -> Standing:
        return Standing(self.activity.state, UnitRef(self.unit.id, self.unit.coordinating))


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Activities are open within the city to those who see everyone's work; a unit sees its own and those of units before it."""
    return viewer.sees(READ, Activity.unit_id)


def list_activities(actor: Actor, query: ActivityQuery) -> Listing:
    """The activities that the actor may see, the latest first."""
    actor.require_some(READ)
    rows = _rows(actor).where(*filters(actor, query))
    return Listing(Pages(rows, _KEYSET), lambda row: _item(actor, row), _EXPORT, enrich=_add_parts)


def filters(actor: Actor, query: ActivityQuery) -> list[ColumnElement[bool]]:
    """What a list is narrowed down to."""
    exact = ((Activity.form, query.form), (Activity.state, query.state))
    found = [*counted_filters(query), *(column == value for column, value in exact if value is not None)]
    if query.task is not None:
        found.append(
            or_(
                Activity.task_id == query.task, _names_one_of(select(TaskIndicator.indicator_id).where(TaskIndicator.task_id == query.task))
            )
        )
    if query.indicator is not None:
        serving = exists().where(TaskIndicator.task_id == Activity.task_id, TaskIndicator.indicator_id == query.indicator)
        found.append(or_(_names_one_of(select(Indicator.id).where(Indicator.id == query.indicator)), serving))
    if query.own:
        found.append(actor.keeps(Activity.unit_id))
    if query.proven is not None:
        proof = exists().where(ActivityEvidence.activity_id == Activity.id, ActivityEvidence.unlinked_at.is_(None))
        found.append(proof if query.proven else ~proof)
    return [*found, matches(Activity.folded, query.q)] if query.q else found


def counted_filters(query: ActivityQuery | SummaryQuery) -> list[ColumnElement[bool]]:
    """The filters that the list and the totals share: so a total is the length of its list."""
    exact = ((Activity.unit_id, query.unit), (Activity.kind, query.kind))
    found: list[ColumnElement[bool]] = [true(), *(column == value for column, value in exact if value is not None)]
    if query.from_ is not None:
        found.append(Activity.ends_on >= query.from_)
    if query.to is not None:
        found.append(Activity.ends_on <= query.to)
    return found


def _names_one_of(indicators: AnySelect) -> ColumnElement[bool]:
    return exists().where(ActivityIndicator.activity_id == Activity.id, ActivityIndicator.indicator_id.in_(indicators))


async def get_activity(session: AsyncSession, actor: Actor, activity_id: UUID, *, lock: bool = False) -> LoadedActivity:
    """An activity that the actor may see. `lock` holds it for this transaction."""
    actor.require_some(READ)
    found = select(Activity, Unit).join(Unit, Unit.id == Activity.unit_id).where(Activity.id == activity_id, visible_to(actor))
    row = (await session.execute(found.with_for_update(of=Activity, key_share=True) if lock else found)).one_or_none()
    if row is None:
        raise ActivityNotFound
    return LoadedActivity(row[0], row[1])


async def read_activity(session: AsyncSession, actor: Actor, activity_id: UUID) -> dict[str, Any]:
    """One activity as its page shows it."""
    actor.require_some(READ)
    row = (await session.execute(_rows(actor).where(Activity.id == activity_id))).one_or_none()
    if row is None:
        raise ActivityNotFound
    item = _item(actor, row)
    await _add_parts(session, [item])
    return {**item, "documents": await read_documents(session, actor, activity_id)}


def _rows(actor: Actor) -> AnySelect:
    # a task of a plan that is still a draft is named only to those who see the draft
    told = task_visible_to(actor)
    return (
        select(
            *(getattr(Activity, name) for name in (*_KEPT, "unit_id")),
            Unit.code.label("unit_code"),
            Unit.short_name.label("unit_name"),
            Unit.kind.label("unit_kind"),
            Unit.coordinating,
            case((told, Task.id)).label("task"),
            Task.title.label("task_title"),
            Task.source_ref,
            Person.full_name.label("recorder"),
            _RecordedFor.full_name.label("recorded_for_name"),
        )
        .join(Unit, Unit.id == Activity.unit_id)
        .join(Person, Person.id == Activity.recorded_by)
        .outerjoin(_RecordedFor, _RecordedFor.id == Activity.recorded_for)
        .outerjoin(Task, Task.id == Activity.task_id)
        .outerjoin(Plan, Plan.id == Task.plan_id)
        .where(visible_to(actor))
    )


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _KEPT},
        "unit": unit_of(row),
        "task": None if row.task is None else {"id": row.task, "title": row.task_title, "source_ref": row.source_ref},
        "sentence": sentence_of(row),
        "recorded_by": signed_name(row.recorder, row.recorded_for_name, actor.language),
        "allowed_actions": allowed_actions(actor, Standing(row.state, UnitRef(row.unit_id, row.coordinating))),
    }


async def _add_parts(session: AsyncSession, items: list[Any]) -> None:
    """The indicators and the number of documents of all items, in two questions."""
    ids = [item["id"] for item in items]
    named = (
        select(ActivityIndicator.activity_id, Indicator.id, Indicator.code, Indicator.name_vi.label("name"))
        .join(Indicator, Indicator.id == ActivityIndicator.indicator_id)
        .where(ActivityIndicator.activity_id.in_(ids))
        .order_by(Indicator.code, Indicator.id)
    )
    indicators: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await session.execute(named):
        indicators[row.activity_id].append({"id": row.id, "code": row.code, "name": row.name})
    held = and_(ActivityEvidence.activity_id.in_(ids), ActivityEvidence.unlinked_at.is_(None))
    counted = select(ActivityEvidence.activity_id, func.count().label("number")).where(held).group_by(ActivityEvidence.activity_id)
    numbers = {row.activity_id: row.number for row in await session.execute(counted)}
    for item in items:
        item["indicators"] = indicators[item["id"]]
        item["documents_count"] = numbers.get(item["id"], 0)
