"""A file from its first byte to what is stored of it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.db import Database
from papi.kit.errors import FieldError
from papi.kit.etag import Precondition
from papi.kit.office import NotReadable
from papi.plans.annex.comparing import Comparison, compare
from papi.plans.annex.known import known_of
from papi.plans.annex.lines import Lines, lines_of
from papi.plans.annex.marking import mark
from papi.plans.annex.opening import Opened, open_annex
from papi.plans.annex.proposals import Proposal, Severity
from papi.plans.annex.reading import Known, Reader
from papi.plans.annex.shaping import Shaper
from papi.plans.annex.standing import PlanStands, plan_as_it_stands
from papi.plans.annex.storing import Import, count, store
from papi.plans.errors import AnnexIncomplete, AnnexNotRead
from papi.plans.models import Plan
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.schemas.annex import AnnexMissing, AnnexPassed, AnnexResult, Answer
from papi.plans.workflow.plans import PlanStep, take_plan_step

Told = Callable[[str, int, int], None]
"""Hears what is being done, and how far it is."""

_ERRORS_TOLD = 200
_STEP = 50


def _nobody(_step: str, _done: int, _total: int) -> None:
    pass


@dataclass(frozen=True)
class Upload:
    """A file with what was answered about it."""

    content: bytes
    file_name: str
    answers: list[Answer]


@dataclass(frozen=True)
class _Read:
    """A file that was held against a plan."""

    opened: Opened
    lines: Lines
    known: Known
    reader: Reader
    compared: Comparison

    @property
    def errors(self) -> int:
        return sum(trouble.severity is Severity.ERROR for row in self.compared.rows for trouble in row.proposal.troubles)


async def require_import(session: AsyncSession, actor: Actor, plan_id: UUID) -> int:
    """Refuse whoever may not import into this plan now, before the file is taken; the plan's year."""
    plan = await get_plan(session, actor, plan_id)
    take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
    return plan.year


async def preview(database: Database, actor: Actor, plan_id: UUID, upload: Upload, told: Told = _nobody) -> AnnexResult:
    """What the file would do. Stores nothing."""
    read = await _read_apart(database, actor, plan_id, upload, told)
    return await asyncio.to_thread(_result, read, upload, actor.language)


async def marked(database: Database, actor: Actor, plan_id: UUID, upload: Upload) -> bytes:
    """The file's tables as a workbook, with a column that says what to correct in each row."""
    read = await _read_apart(database, actor, plan_id, upload, _nobody)
    troubles = {
        (id(row.proposal.line.grid), row.proposal.line.row): [
            trouble.en if actor.language == "en" else trouble.vi for trouble in row.proposal.troubles
        ]
        for row in read.compared.rows
    }
    return await asyncio.to_thread(mark, read.opened, read.lines, troubles)


async def import_annex(database: Database, actor: Actor, plan_id: UUID, upload: Upload, precondition: Precondition) -> AnnexResult:
    """Store all that the file changes, or nothing where something is wrong or not answered."""
    async with database.reading() as session:
        year = await require_import(session, actor, plan_id)
    opened, lines = await _open(upload, year, _nobody)
    async with database.writing() as session:
        plan = await get_plan(session, actor, plan_id, lock=True)
        precondition.check(plan.version)
        take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
        known, fresh = await known_of(session, plan, upload.answers)
        stands = await plan_as_it_stands(session, actor, plan)
        read = await asyncio.to_thread(_compare, opened, lines, (known, stands), _nobody)
        _require_complete(read)
        kept = {key: values for key, values in fresh.items() if key in read.reader.used}
        await store(session, actor, Import(plan, upload.file_name, known.edition, kept), read.compared)
    return await asyncio.to_thread(_result, read, upload, actor.language, stored=True)


async def _read_apart(database: Database, actor: Actor, plan_id: UUID, upload: Upload, told: Told) -> _Read:
    async with database.reading() as session:
        year = await require_import(session, actor, plan_id)
    opened, lines = await _open(upload, year, told)
    async with database.reading() as session:
        plan: Plan = await get_plan(session, actor, plan_id)
        known, _fresh = await known_of(session, plan, upload.answers)
        stands = await plan_as_it_stands(session, actor, plan)
    return await asyncio.to_thread(_compare, opened, lines, (known, stands), told)


async def _open(upload: Upload, year: int, told: Told) -> tuple[Opened, Lines]:
    told("opening", 0, 0)
    try:
        return await asyncio.to_thread(_tables, upload.content, year)
    except NotReadable as refused:
        raise AnnexNotRead(vi=refused.vi, en=refused.en) from None


def _tables(content: bytes, year: int) -> tuple[Opened, Lines]:
    opened = open_annex(content)
    lines = lines_of(opened.grids, year)
    if not lines.tables:
        raise NotReadable(
            "Không thấy bảng nào có cột nhiệm vụ và cơ quan chủ trì. Đề nghị đối chiếu tên cột với tệp mẫu.",
            "No table has columns for the task and the leading unit. Compare the headings with the template.",
        )
    return opened, lines


def _compare(opened: Opened, lines: Lines, against: tuple[Known, PlanStands], told: Told) -> _Read:
    known, stands = against
    reader, total = Reader(known), len(lines.lines)

    def read(done: int) -> None:
        if done % _STEP == 0 or done == total:
            told("reading", done, total)

    proposals: Sequence[Proposal] = list(reader.read(lines.lines, read))
    told("comparing", total, total)
    return _Read(opened, lines, known, reader, compare(proposals, stands, known))


def _require_complete(read: _Read) -> None:
    doubts = list(read.reader.doubts)
    if not read.errors and not doubts:
        return
    errors = [
        FieldError(f"/rows/{place}", f"{line.grid.place(line.row)}: {trouble.vi}", f"{line.grid.place(line.row, 'en')}: {trouble.en}")
        for place, row in enumerate(read.compared.rows)
        for line in [row.proposal.line]
        for trouble in row.proposal.troubles
    ]
    raise AnnexIncomplete(errors=errors[:_ERRORS_TOLD], wrong=read.errors, asked=len(doubts))


def _result(read: _Read, upload: Upload, language: str, *, stored: bool = False) -> AnnexResult:
    shaper = Shaper(read.known, read.reader.doubts.by_key, language)
    left_out: list[Any] = [*read.lines.skipped, *read.opened.hidden]
    return AnnexResult.model_construct(
        stored=stored,
        file_name=upload.file_name,
        tables=read.lines.tables,
        tables_left_out=left_out,
        errors=read.errors,
        doubts=shaper.questions(),
        counts=count(read.compared),
        missing=[
            AnnexMissing(id=standing.task.id, title=standing.task.title, source_ref=standing.task.source_ref)
            for standing in read.compared.missing
        ],
        passed=[AnnexPassed(place=grid.place(row, language), text=text) for grid, row, text in read.lines.passed],
        rows=[] if stored else shaper.rows(read.compared),
    )
