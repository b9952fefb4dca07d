"""Reading what files say: by a job after the upload, because it may take long; files of before are read when somebody asks for it."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.filetypes import DOCX, DRAWN, PPTX, XLSX
from papi.evidence.isolated.confinement import Limits
from papi.evidence.isolation import IsolationFailed, run_isolated
from papi.evidence.models import LEAVING, EvidenceFile
from papi.evidence.ordering import order_in_pages
from papi.evidence.storing import Workplace, laid_out
from papi.evidence.texts.comparing import find_alike, keep_likenesses, keep_marks
from papi.evidence.texts.models import EvidenceText, TextState, place_of
from papi.jobs.orders import Order, enqueue
from papi.jobs.working import Finish, JobKind, Work
from papi.kit import clock
from papi.kit.db import Database, insert_for
from papi.kit.types import AnyRow
from papi.kit.wordsearch import distinct_words

KIND = "texts"
LIMITS = Limits(cpu_seconds=40)  # after 20 of them it says what it has; the rest is for finding numbers and drawing
_SAY_SOMETHING = DRAWN | {DOCX, XLSX, PPTX}
"""The types that are opened: those with text, and pictures, which are compared. Others, as films, are known by their hashes alone."""
_IS_READ = and_(
    EvidenceFile.redacts.is_(None),
    EvidenceFile.erased_at.is_(None),
    EvidenceFile.scan_state.in_(sorted(LEAVING)),
)
log = structlog.get_logger()


async def order_reading(session: AsyncSession, files: Sequence[EvidenceFile], again: str = "") -> None:
    """Have files read, and let their rows say so until then; those that a scanner has not looked at wait for it. `again`: what tells this
    order from an earlier one that was done."""
    wanted = [file for file in files if file.redacts is None and file.scan_state in LEAVING]
    rows: list[dict[str, Any]] = [
        {
            "file_id": file.id,
            "evidence_id": file.evidence_id,
            "number": file.number,
            "place": place_of(file.id),
            "state": TextState.READING,
            "text": "",
            "folded": "",
            "truncated": False,
            "numbers": [],
        }
        for file in wanted
    ]
    if rows:
        reread = insert_for(session, EvidenceText).values(rows)
        await session.execute(reread.on_conflict_do_update(index_elements=["file_id"], set_={"state": TextState.READING}))
        await enqueue(session, [Order(KIND, f"{file.id}:{again}", {"file": str(file.id)}) for file in wanted])


def text_jobs(place: Workplace) -> JobKind:
    """Reads the texts of files, and finds what they are nearly the same as. A file that is gone is not missed."""

    async def do(work: Work) -> Finish | None:
        file_id = UUID(work.payload["file"])
        async with work.database.reading() as session:
            file = await session.get(EvidenceFile, file_id)
        if file is None or file.erased_at is not None or file.scan_state not in LEAVING:
            return None
        found = await read_file(place, file)
        # kept before others are looked for, and the same however often it is done
        async with work.database.writing() as session:
            if not await keep_text(session, file_id, found):
                return None
        async with work.database.reading() as session:
            alike = await find_alike(session, file_id)

        async def finish(session: AsyncSession) -> None:
            if await session.get(EvidenceText, file_id) is not None:
                await keep_likenesses(session, alike)

        return finish

    return JobKind(KIND, do)


async def read_file(place: Workplace, file: EvidenceFile) -> Mapping[str, Any]:
    """The columns that tell what a file says."""
    if file.media_type not in _SAY_SOMETHING:
        return {"state": TextState.NO_TEXT, "read_at": clock.real()}
    try:
        async with laid_out(place, file) as path:
            said = json.loads(await run_isolated("saying", file.media_type, str(path), limits=LIMITS))
    except (IsolationFailed, ValueError):
        log.warning("text_unreadable", file=str(file.id))
        return {"state": TextState.FAILED, "read_at": clock.real()}
    return await asyncio.to_thread(columns_of, said)


def columns_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of what was said in a file."""
    folded, whole = distinct_words(said["text"])
    return {
        "state": TextState.READ if said["text"] else TextState.NO_TEXT,
        "text": said["text"],
        "folded": folded,
        "truncated": said["truncated"] or not whole,
        "picture": said["picture"],
        "sketch": said["sketch"],
        "numbers": said["numbers"],
        "read_at": clock.real(),
    }


async def keep_text(session: AsyncSession, file_id: UUID, found: Mapping[str, Any]) -> bool:
    """Write down what was read, with the marks by which it is found; whether the file's row is still there."""
    stored = await session.get(EvidenceText, file_id)
    if stored is None:
        return False
    for name, value in found.items():
        setattr(stored, name, value)
    await session.flush()
    await keep_marks(session, file_id)
    return True


async def order_missing(database: Database, *, failed: bool = False) -> int:
    """Have every file read that nobody has read or is to read; with `failed` also those that could not be read. How many."""

    async def order(session: AsyncSession, rows: Sequence[AnyRow]) -> None:
        for again in {row.read_at for row in rows}:
            await order_reading(session, [row.EvidenceFile for row in rows if row.read_at == again], str(again or ""))

    columns = select(EvidenceFile.id, EvidenceFile, EvidenceText.read_at)
    unread = columns.outerjoin(EvidenceText, EvidenceText.file_id == EvidenceFile.id).where(_unread(failed=failed))
    return await order_in_pages(database, unread, order)


def _unread(*, failed: bool) -> ColumnElement[bool]:
    unread = EvidenceText.file_id.is_(None)
    return _IS_READ & ((unread | (EvidenceText.state == TextState.FAILED)) if failed else unread)


async def count_texts(session: AsyncSession) -> dict[TextState, int]:
    """How many versions there are of each state; `none` are those that nobody has read."""
    state = func.coalesce(EvidenceText.state, TextState.NONE.value)
    counted = select(state, func.count()).select_from(EvidenceFile).outerjoin(EvidenceText, EvidenceText.file_id == EvidenceFile.id)
    rows = await session.execute(counted.where(_IS_READ).group_by(state))
    return {TextState(found): number for found, number in rows}
