"""The register: all for Phòng Nội vụ and the leaders, what came to the own unit for its head."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person, Unit
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.subject_requests.errors import RequestNotFound
from papi.subject_requests.facts import number_of
from papi.subject_requests.looking import bare_number
from papi.subject_requests.models import RequestState, SubjectRequest
from papi.subject_requests.schemas import SubjectRequestQuery
from papi.subject_requests.words import KIND_WORDS, STATE_WORDS, WAY_WORDS

READ, HANDLE = "subject_request.read", "subject_request.handle"
_Registrar, _RegisteredFor, _Closer, _ClosedFor = (aliased(Person) for _ in range(4))
_KEPT = (
    *("id", "version", "kind", "way", "subject_name", "identity_number", "phone", "received_on", "due_on", "first_due_on"),
    *("extension_reason", "state", "registered_at", "outcome", "closed_at"),
)
_KEYSET = Keyset(
    {
        "registered_at": Key(SubjectRequest.registered_at, datetime),
        "received_on": Key(SubjectRequest.received_on, date),
        "due_on": Key(SubjectRequest.due_on, date),
        "unit": Key(Unit.sort, int),
    },
    default="-registered_at",
    id=SubjectRequest.id,
)
_EXPORT = Export(  # a file leaves the house: it says who asked no more than a fact does
    "so-yeu-cau-cua-chu-the-du-lieu",
    [
        Column("number", "Số", "Number", 12),
        Column("unit.name", "Đơn vị tiếp nhận", "Unit", 24),
        Column("kind", "Yêu cầu", "Kind", 22, words_of(KIND_WORDS)),
        Column("way", "Cách gửi", "Came", 18, words_of(WAY_WORDS)),
        Column("received_on", "Ngày nhận", "Received on", 14),
        Column("due_on", "Hạn trả lời", "Due on", 14),
        Column("first_due_on", "Hạn trước gia hạn", "Due before the extension", 18),
        Column("state", "Trạng thái", "State", 20, words_of(STATE_WORDS)),
        Column("outcome", "Kết quả", "Outcome", 50),
        Column("closed_at", "Kết thúc lúc", "Closed at", 18),
    ],
)


def is_overdue() -> ColumnElement[bool]:
    """Whether the day has passed while the request is open."""
    return and_(SubjectRequest.state == RequestState.OPEN, SubjectRequest.due_on < clock.today())


def list_requests(actor: Actor, query: SubjectRequestQuery) -> Listing:
    """The requests that the actor may see, the latest first."""
    actor.require_some(READ)
    return Listing(Pages(_rows(actor).where(*_filters(query)), _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _filters(query: SubjectRequestQuery) -> list[ColumnElement[bool]]:
    exact = ((SubjectRequest.state, query.state), (SubjectRequest.kind, query.kind), (SubjectRequest.unit_id, query.unit))
    found: list[ColumnElement[bool]] = [true(), *(column == value for column, value in exact if value is not None)]
    if query.overdue is not None:
        found.append(is_overdue() if query.overdue else ~is_overdue())
    return [*found, matches(SubjectRequest.folded, bare_number(query.q) or query.q)] if query.q else found


async def read_request(session: AsyncSession, actor: Actor, request_id: UUID) -> dict[str, Any]:
    """One request as its page shows it."""
    actor.require_some(READ)
    row = (await session.execute(_rows(actor).where(SubjectRequest.id == request_id))).one_or_none()
    if row is None:
        raise RequestNotFound
    return _item(actor, row)


async def get_request(session: AsyncSession, actor: Actor, request_id: UUID, *, lock: bool = False) -> tuple[SubjectRequest, UnitRef]:
    """A request that the actor may see, and whose matter it is."""
    actor.require_some(READ)
    found = select(SubjectRequest, Unit).join(Unit, Unit.id == SubjectRequest.unit_id)
    found = found.where(SubjectRequest.id == request_id, actor.sees_alone(READ, SubjectRequest.unit_id))
    row = (await session.execute(found.with_for_update(of=SubjectRequest, key_share=True) if lock else found)).one_or_none()
    if row is None:
        raise RequestNotFound
    return row[0], UnitRef(row[1].id, row[1].coordinating)


def _rows(actor: Actor) -> AnySelect:
    return (
        select(
            *(getattr(SubjectRequest, name) for name in (*_KEPT, "year", "number", "unit_id")),
            Unit.code,
            Unit.short_name,
            Unit.coordinating,
            _Registrar.full_name.label("registrar"),
            _RegisteredFor.full_name.label("registered_for"),
            _Closer.full_name.label("closer"),
            _ClosedFor.full_name.label("closed_for"),
        )
        .join(Unit, Unit.id == SubjectRequest.unit_id)
        .join(_Registrar, _Registrar.id == SubjectRequest.registered_by)
        .outerjoin(_RegisteredFor, _RegisteredFor.id == SubjectRequest.registered_for)
        .outerjoin(_Closer, _Closer.id == SubjectRequest.closed_by)
        .outerjoin(_ClosedFor, _ClosedFor.id == SubjectRequest.closed_for)
        .where(actor.sees_alone(READ, SubjectRequest.unit_id))
    )


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _KEPT},
        "number": number_of(row),
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
        "overdue": row.state is RequestState.OPEN and row.due_on < clock.today(),
        "registered_by": signed_name(row.registrar, row.registered_for, actor.language),
        "closed_by": signed_name(row.closer, row.closed_for, actor.language) if row.closer else None,
        "allowed_actions": _actions(actor, row),
    }


def _actions(actor: Actor, row: AnyRow) -> list[str]:
    if row.state is not RequestState.OPEN or not actor.may(HANDLE, UnitRef(row.unit_id, row.coordinating)):
        return []
    return ["edit", *(["extend"] if row.first_due_on is None else []), "answer", "refuse", "withdraw"]
