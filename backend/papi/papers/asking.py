"""Papers made in the background: asked for in a request, written by a job, kept for a day."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.jobs.files import Shelf
from papi.jobs.models import JobState
from papi.jobs.orders import Order, enqueue
from papi.jobs.working import Finish, GivenUp, JobKind, Work
from papi.kit import clock
from papi.kit.db import Database, at_most
from papi.kit.documents import Column, Export
from papi.kit.errors import Refusal
from papi.kit.storage import Storage
from papi.kit.text import words_of
from papi.kit.types import new_id
from papi.papers.errors import PaperGone, PaperNotFound, PaperNotReady, TooManyPapers
from papi.papers.models import PaperFile
from papi.papers.paper import Format, PaperKind
from papi.papers.queries.templates import template_for
from papi.papers.schemas import PaperJobCreate, PaperJobState
from papi.papers.sources import fill
from papi.papers.writing import file_name, packed, write_packed

KIND = "paper"
_KEPT = timedelta(hours=24)
_MOST_AT_ONCE = 5
_SHOWN = 20
_FILES = Shelf(PaperFile, KIND, "papers/")

_STATES: dict[str, tuple[str, str]] = {
    PaperJobState.WAITING: ("Chờ lập", "Waiting"),
    PaperJobState.WORKING: ("Đang lập", "Being made"),
    PaperJobState.DONE: ("Đã lập xong", "Ready"),
    PaperJobState.FAILED: ("Không lập được", "Failed"),
}
PAPERS_ASKED = Export(
    "van-ban-da-lap",
    [
        Column("title", "Văn bản", "Paper", 60),
        Column("file_name", "Tệp", "File", 40),
        Column("state", "Trạng thái", "State", 18, words_of(_STATES)),
        Column("created_at", "Yêu cầu lúc", "Asked for", 20),
        Column("expires_at", "Lưu đến", "Kept until", 20),
    ],
)


@dataclass(frozen=True)
class Filled:
    """A paper that is to be written, and whose template of which kind it follows."""

    file: PaperFile
    template: dict[str, str]


async def fill_paper(session: AsyncSession, actor: Actor, given: PaperJobCreate) -> Filled:
    """Fill the paper now, by the right of who asks, to be written later. Reading is all it does, so nobody who writes waits for it.

    Whoever waits for enough papers already is told before this one is filled.
    """
    await _refuse_too_many(session, actor)
    made = await fill(session, actor, given.subject, given.subject_id)
    file = PaperFile(
        id=new_id(),
        membership_id=actor.membership_id,
        format=given.format,
        title=f"{made.paper.type_name}: {made.paper.subject}".removeprefix(": "),
        file_name=file_name(made.name, given.format),
        given=zlib.compress(packed(made, given.format)),
        created_at=clock.real(),
        expires_at=clock.real() + _KEPT,
    )
    return Filled(file, {"kind": made.paper.kind.value, "unit": str(made.unit_id)})


async def order_paper(session: AsyncSession, actor: Actor, filled: Filled) -> UUID:
    """Have a filled paper written, unless others were asked for while it was filled."""
    await _FILES.wait_for_turn(session, actor.membership_id)
    await _refuse_too_many(session, actor)
    session.add(filled.file)
    what = {"file": str(filled.file.id), **filled.template}
    await enqueue(session, [Order(KIND, str(filled.file.id), what)])
    return filled.file.id


async def _refuse_too_many(session: AsyncSession, actor: Actor) -> None:
    if await _FILES.count_under_way(session, actor.membership_id) >= _MOST_AT_ONCE:
        raise TooManyPapers


def paper_jobs(storage: Storage) -> JobKind:
    """Writes the papers that were asked for; what is gone meanwhile is not missed."""

    async def do(work: Work) -> Finish | None:
        async with work.database.reading() as session:
            file = await session.get(PaperFile, UUID(work.payload["file"]))
            if file is None or file.given is None:
                return None
            template = None
            if file.format is Format.DOCX:
                template = await template_for(session, PaperKind(work.payload["kind"]), UUID(work.payload["unit"]))
        await work.tell(20, "đang viết văn bản", "writing the paper")
        try:
            content = await write_packed(zlib.decompress(file.given), file.format, (PaperKind(work.payload["kind"]), template))
        except Refusal as refused:
            raise GivenUp(refused.detail("vi")) from None
        await _FILES.store(work, storage, file.id, content)

        async def finish(session: AsyncSession) -> None:
            stored = await session.get(PaperFile, file.id)
            if stored is not None:
                stored.given, stored.size = None, len(content)

        return finish

    return JobKind(KIND, do, attempts=3, keeps=False)


async def read_papers(session: AsyncSession, actor: Actor, file_id: UUID | None = None) -> list[dict[str, Any]]:
    """The latest papers that the actor asked for, or one of them."""
    mine = [PaperFile.membership_id == actor.membership_id, PaperFile.expires_at > clock.real()]
    wanted = mine if file_id is None else [*mine, PaperFile.id == file_id]
    columns = [getattr(PaperFile, name) for name in ("id", "format", "title", "file_name", "size", "created_at", "expires_at")]
    files = (await session.execute(at_most(select(*columns).where(*wanted).order_by(PaperFile.id.desc()), _SHOWN))).all()
    jobs = await _FILES.jobs_of(session, files)
    return [_item(file, jobs.get(str(file.id)), actor.language) for file in files]


def _item(file: Any, job: Any, language: str) -> dict[str, Any]:
    done = file.size is not None
    failed = not done and (job is None or job.state is JobState.FAILED)
    return {
        **file._mapping,
        "state": _state(done=done, failed=failed, begun=job is not None and job.percent > 0),
        "percent": 100 if done else 0 if job is None else job.percent,
        "step": "" if done or job is None else job.step_en if language == "en" else job.step_vi,
        "link": f"/api/v1/paper-jobs/{file.id}/content" if done else None,
    }


def _state(*, done: bool, failed: bool, begun: bool) -> PaperJobState:
    if done:
        return PaperJobState.DONE
    if failed:
        return PaperJobState.FAILED
    return PaperJobState.WORKING if begun else PaperJobState.WAITING


async def read_paper(session: AsyncSession, actor: Actor, file_id: UUID) -> dict[str, Any]:
    """How one of the actor's papers stands."""
    found = await read_papers(session, actor, file_id)
    if not found:
        raise PaperNotFound
    return found[0]


async def paper_file(session: AsyncSession, actor: Actor, file_id: UUID) -> PaperFile:
    """One of the actor's papers that is done."""
    paper = await read_paper(session, actor, file_id)
    if paper["link"] is None:
        raise PaperNotReady
    return await session.get_one(PaperFile, file_id)


async def paper_content(file: PaperFile, storage: Storage) -> AsyncIterator[bytes]:
    """The file of a paper that is done."""
    try:
        return await _FILES.opened(file, storage)
    except FileNotFoundError:
        raise PaperGone from None


async def sweep_papers(database: Database, storage: Storage) -> int:
    """Forget papers that have expired, and files of none; how many."""
    return await _FILES.sweep(database, storage)
