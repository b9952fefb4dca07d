"""The worker's part: asks the list in the asker's name, stores the file, tells the asker; and forgets what has expired."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership
from papi.exports import facts
from papi.exports.asking import KIND, PREFIX, key_of, stand_in_for
from papi.exports.errors import RightsGone
from papi.exports.lists import MEDIA_TYPES, Application, Asked, ask
from papi.exports.models import ExportOrder
from papi.jobs.working import Finish, JobKind, Work
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.encryption import seal_for
from papi.kit.errors import Refusal, Unauthenticated
from papi.kit.storage import Storage
from papi.kit.text import format_moment, spoken_number
from papi.kit.transport import API
from papi.notifications.telling import Notice, Told, deliver
from papi.outbox.facts import FactKind

log = structlog.get_logger()


def export_jobs(storage: Storage, application: Application) -> JobKind:
    """Writes the lists that were asked for, one of each person at once."""

    async def do(work: Work) -> Finish | None:
        async with work.database.reading() as session:
            order = await session.get(ExportOrder, UUID(work.payload["order"]))
        if order is None or order.finished_at is not None:
            return None
        await work.tell(10, "đang đọc danh sách", "reading the list")
        state: dict[str, Any] = {"in_background": True}
        address = f"{API}{order.path}?{order.query}".rstrip("?")
        try:
            answer = await ask(application(), Asked(address, stand_in_for(order), order.language, MEDIA_TYPES[order.format], state))
        except Refusal as refused:
            return _failing(order.id, refused)
        await work.tell(80, "đang lưu tệp", "storing the file")
        envelope = await seal_for(work.database, storage, order.id)
        await storage.put(key_of(order.id), answer.content, envelope.cipher)
        log.info("list_exported", path=order.path, rows=state["rows"], bytes=len(answer.content), person=str(order.person_id))
        found = {"rows": state["rows"], "size": len(answer.content), **envelope.columns}
        return _finishing(order.id, found)

    return JobKind(KIND, do, attempts=4, per_lane=1, keeps=False)


def _finishing(order_id: UUID, found: Mapping[str, object]) -> Finish:
    async def finish(session: AsyncSession) -> None:
        order = await session.get(ExportOrder, order_id)
        if order is None:  # it expired meanwhile
            return
        for name, value in found.items():
            setattr(order, name, value)
        told = {"rows": spoken_number(order.rows or 0, "vi"), "until": format_moment(order.expires_at)}
        await _tell(session, order, facts.READY, told)

    return finish


def _failing(order_id: UUID, refused: Refusal) -> Finish:
    """The list refuses: whoever asked may read it no more, or there is too much of it by now. Trying again is of no use."""

    async def finish(session: AsyncSession) -> None:
        order = await session.get(ExportOrder, order_id)
        if order is None:
            return
        told = RightsGone() if isinstance(refused, Unauthenticated) else refused
        order.failure_code, order.failure_vi, order.failure_en = told.code, told.detail("vi"), told.detail("en")
        await _tell(session, order, facts.FAILED, {"reason": told.detail("vi")})

    return finish


async def _tell(session: AsyncSession, order: ExportOrder, kind: FactKind, told: dict[str, str]) -> None:
    """A notice to the asker, once."""
    order.finished_at = clock.real()
    unit_id = await session.scalar(select(Membership.unit_id).where(Membership.id == order.membership_id))
    if unit_id is not None:
        notice = Notice(order.id, kind.name, "export", order.id, order.file_name, told)
        await deliver(session, [Told(notice, order.person_id, unit_id)])


async def sweep_exports(database: Database, storage: Storage) -> int:
    """Forget files that have expired, and those of none; how many."""
    async with database.writing() as session:
        expired = await session.scalars(delete(ExportOrder).where(ExportOrder.expires_at < clock.real()).returning(ExportOrder.id))
        gone = len(expired.all())
    async with database.reading() as session:
        kept = {key_of(order_id) for order_id in await session.scalars(select(ExportOrder.id))}
    for key in [key async for key, _size in storage.keys(PREFIX) if key not in kept]:
        await storage.delete(key)
    return gone
