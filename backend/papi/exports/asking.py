"""Asking for a list as a file, and how the files stand that one asked for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.standing_in import StandIn
from papi.exports import facts
from papi.exports.errors import ExportFailed, ExportNotFound, ExportNotReady, ExportNotWritten, ExportsFull, TooManyExports
from papi.exports.lists import MEDIA_TYPES, Asked, ask, require_list, without_pages
from papi.exports.models import ExportOrder
from papi.exports.schemas import ExportCreate, ExportState
from papi.jobs.files import Shelf
from papi.jobs.models import JobState
from papi.jobs.orders import Order, enqueue
from papi.kit import clock
from papi.kit.db import at_most
from papi.kit.documents import Column, Export
from papi.kit.errors import FieldError, Invalid, ListBeyondFiles
from papi.kit.lists import file_name
from papi.kit.storage import Storage
from papi.kit.text import spoken_number, words_of
from papi.kit.transport import API
from papi.kit.types import AnyRow, new_id
from papi.outbox.facts import record

KIND = "export"
FILES = Shelf(ExportOrder, KIND, "exports/")
_MOST_AT_ONCE = 5
_MOST_KEPT = 100
"""Whoever asks in a loop must not fill the store. All that is kept is shown."""
_STATES: dict[str, tuple[str, str]] = {
    ExportState.WAITING: ("Chờ chuẩn bị", "Waiting"),
    ExportState.WORKING: ("Đang chuẩn bị", "Being prepared"),
    ExportState.DONE: ("Đã có tệp", "Ready"),
    ExportState.FAILED: ("Không lập được", "Failed"),
}
EXPORTS = Export(
    "tep-da-xuat",
    [
        Column("file_name", "Tệp", "File", 40),
        Column("state", "Trạng thái", "State", 18, words_of(_STATES)),
        Column("rows", "Số dòng", "Rows", 12),
        Column("failure", "Lý do", "Why not", 48),
        Column("created_at", "Yêu cầu lúc", "Asked for", 20),
        Column("expires_at", "Lưu đến", "Kept until", 20),
    ],
)


@dataclass(frozen=True)
class Asker:
    """Who asks, and by which personal token if by one."""

    actor: Actor
    token_id: UUID | None

    @property
    def own(self) -> list[ColumnElement[bool]]:
        """What is theirs: a token has what it asked for itself, the person signed in all of this membership."""
        mine = [ExportOrder.membership_id == self.actor.membership_id, ExportOrder.expires_at > clock.real()]
        return mine if self.token_id is None else [*mine, ExportOrder.token_id == self.token_id]


def stand_in_for(order: ExportOrder) -> StandIn:
    """In whose name the list is asked."""
    return StandIn(order.id, order.person_id, order.membership_id, order.token_id, order.address)


async def prepare(app: FastAPI, asker: Asker, given: ExportCreate) -> ExportOrder:
    """The order, once the list itself was asked for one row: whoever may not read it, or asks wrongly, is refused in its own words."""
    require_list(app, given.path)
    actor, settings = asker.actor, app.state.settings
    order = ExportOrder(
        id=new_id(),
        person_id=actor.person_id,
        membership_id=actor.membership_id,
        token_id=asker.token_id,
        address=actor.address,
        path=given.path,
        query=_query(given.query),
        format=given.format,
        language=actor.language,
        created_at=clock.real(),
        expires_at=clock.real() + timedelta(days=settings.export_days),
    )
    state: dict[str, Any] = {}
    first = await _first_row(app, order, stand_in_for(order), state, f"count_to={settings.export_rows}")
    if first["total_is_least"]:
        raise ListBeyondFiles(settings.export_rows, spoken_number(settings.export_rows, actor.language))
    order.file_name = file_name(state["list_name"], MEDIA_TYPES[order.format])
    return order


async def require_readable(app: FastAPI, asker: Asker, order: ExportOrder) -> None:
    """Whoever may read the list no more may not fetch what was written of it either: refused in the list's own words."""
    actor = asker.actor
    await _first_row(app, order, StandIn(order.id, actor.person_id, actor.membership_id, asker.token_id, actor.address), {})


async def _first_row(app: FastAPI, order: ExportOrder, stand_in: StandIn, state: dict[str, Any], *more: str) -> dict[str, Any]:
    trial = "&".join(filter(None, [order.query, "limit=1", *more]))
    return (await ask(app, Asked(f"{API}{order.path}?{trial}", stand_in, order.language, "application/json", state))).json()


def _query(given: str) -> str:
    try:
        return without_pages(given)
    except ValueError:
        raise Invalid(errors=[FieldError("/query", "Bộ lọc không đọc được.", "These filters cannot be read.")]) from None


async def place(session: AsyncSession, asker: Asker, order: ExportOrder) -> None:
    """Have it written, unless enough is being written or kept for them already."""
    await FILES.wait_for_turn(session, asker.actor.membership_id)
    if await FILES.count_under_way(session, asker.actor.membership_id) >= _MOST_AT_ONCE:
        raise TooManyExports(_MOST_AT_ONCE)
    of_membership = (ExportOrder.membership_id == asker.actor.membership_id, ExportOrder.expires_at > clock.real())
    kept, until = (await session.execute(select(func.count(), func.min(ExportOrder.expires_at)).where(*of_membership))).one()
    if kept >= _MOST_KEPT:
        raise ExportsFull(_MOST_KEPT, until)
    session.add(order)
    await enqueue(session, [Order(KIND, str(order.id), {"order": str(order.id)}, lane=str(order.person_id))])
    record(session, asker.actor.author, facts.about(facts.ASKED, order.id, order.file_name, path=f"{order.path}?{order.query}".rstrip("?")))


async def read_exports(session: AsyncSession, asker: Asker, order_id: UUID | None = None) -> list[dict[str, Any]]:
    """The latest files that they asked for, or one of them."""
    wanted = asker.own if order_id is None else [*asker.own, ExportOrder.id == order_id]
    rows = select(*ExportOrder.__table__.columns).where(*wanted).order_by(ExportOrder.id.desc())
    orders = (await session.execute(at_most(rows, _MOST_KEPT))).all()
    jobs = await FILES.jobs_of(session, orders)
    return [_item(order, jobs.get(str(order.id)), asker.actor.language) for order in orders]


def _item(order: AnyRow, job: AnyRow | None, language: str) -> dict[str, Any]:
    state = _state(order, job)
    failure = order.failure_en if language == "en" else order.failure_vi
    if state is ExportState.FAILED and failure is None:
        failure = ExportNotWritten().detail(language)
    names = ("id", "file_name", "format", "rows", "size", "failure_code", "created_at", "finished_at", "expires_at")
    link = f"{API}/exports/{order.id}/file" if state is ExportState.DONE else None
    return {**{name: getattr(order, name) for name in names}, "state": state, "failure": failure, "link": link}


def _state(order: AnyRow, job: AnyRow | None) -> ExportState:
    if order.size is not None:
        return ExportState.DONE
    if order.failure_code is not None or job is None or job.state is not JobState.WAITING:
        return ExportState.FAILED
    return ExportState.WAITING if job.lease is None else ExportState.WORKING


async def read_export(session: AsyncSession, asker: Asker, order_id: UUID) -> dict[str, Any]:
    """How one of them stands."""
    found = await read_exports(session, asker, order_id)
    if not found:
        raise ExportNotFound
    return found[0]


async def finished_order(session: AsyncSession, asker: Asker, order_id: UUID) -> ExportOrder:
    """One whose file is there."""
    state = (await read_export(session, asker, order_id))["state"]
    if state is not ExportState.DONE:
        raise ExportFailed if state is ExportState.FAILED else ExportNotReady
    return await session.get_one(ExportOrder, order_id)


async def content_of(order: ExportOrder, storage: Storage) -> AsyncIterator[bytes]:
    """The file itself."""
    try:
        return await FILES.opened(order, storage)
    except FileNotFoundError:
        raise ExportNotFound from None
