"""The worker's part: asks the list in the asker's name, stores the file, tells the asker; and forgets what has expired."""

from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership
from papi.exports import facts
from papi.exports.asking import FILES, KIND, stand_in_for
from papi.exports.errors import ExportNotWritten, RightsGone
from papi.exports.lists import MEDIA_TYPES, Application, Asked, ask
from papi.exports.models import ExportOrder
from papi.jobs.models import Job, JobState
from papi.jobs.working import Finish, JobKind, Work
from papi.kit import clock
from papi.kit.db import Database
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
        if order is None or order.size is not None:
            return None
        await work.tell(10, "đang đọc danh sách", "reading the list")
        state: dict[str, Any] = {"in_background": True}
        address = f"{API}{order.path}?{order.query}".rstrip("?")
        try:
            answer = await ask(application(), Asked(address, stand_in_for(order), order.language, MEDIA_TYPES[order.format], state))
        except Refusal as refused:
            return _failing(order.id, refused)
        await FILES.store(work, storage, order.id, answer.content)
        log.info("list_exported", path=order.path, rows=state["rows"], bytes=len(answer.content), person=str(order.person_id))
        return _finishing(order.id, state["rows"], len(answer.content))

    return JobKind(KIND, do, per_lane=1, keeps=False)


def _finishing(order_id: UUID, rows: int, size: int) -> Finish:
    async def finish(session: AsyncSession) -> None:
        order = await session.get(ExportOrder, order_id)
        if order is None:  # it expired meanwhile
            return
        order.rows, order.size = rows, size
        order.failure_code = order.failure_vi = order.failure_en = None  # of one that was given up and is tried again
        told = {"rows": spoken_number(rows, "vi"), "until": format_moment(order.expires_at)}
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
    """Forget files that have expired, and those of none; how many. Whoever waits for one that was given up is told."""
    async with database.writing() as session:
        unfinished = await session.scalars(select(ExportOrder.id).where(ExportOrder.finished_at.is_(None)))
        orders = {str(order_id): order_id for order_id in unfinished}
        given_up = select(Job.key).where(Job.kind == KIND, Job.state == JobState.FAILED, Job.key.in_(orders))
        for key in (await session.scalars(given_up)).all():
            await _failing(orders[key], ExportNotWritten())(session)
    return await FILES.sweep(database, storage)
