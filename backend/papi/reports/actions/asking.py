"""What a period asks, written down while it is planned: of which units, by when, about which tasks, by which questions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit.errors import FieldError, Invalid
from papi.kit.text import format_moment
from papi.kit.types import new_id
from papi.plans.models import Task
from papi.reports.models import Period, PeriodKind, PeriodQuestion, PeriodTask, PeriodUnit
from papi.reports.queries.questions import list_questions
from papi.reports.schemas.questions import AskedWrite, QuestionWrite
from papi.reports.words import QUESTION_KIND_WORDS

_UNKNOWN = ("Có mã không tồn tại.", "Some ids are not known.")
_AD_HOC_ALONE = (
    "Chỉ kỳ đột xuất mới chọn đơn vị, nhiệm vụ, đặt câu hỏi và hạn riêng của đơn vị.",
    "Only an ad-hoc period has chosen units and tasks, questions and own due times.",
)
_NOT_CHOSEN = ("Hạn riêng chỉ đặt cho đơn vị đã chọn.", "Only chosen units have an own due time.")
_NO_QUESTIONS = ("Chỉ trả lời câu hỏi thì cần ít nhất một câu hỏi.", "To ask questions alone needs one at least.")
_TASKS_TOO = ("Đã chọn nhiệm vụ thì phải hỏi theo nhiệm vụ.", "Chosen tasks are asked about.")


def is_asking(given: AskedWrite) -> bool:
    """Whether anything is said of what is asked."""
    return any(getattr(given, name) is not None for name in AskedWrite.model_fields)


async def write_asked(session: AsyncSession, period: Period, given: AskedWrite) -> None:
    """Let the period ask what is given; what is not given stays as it is."""
    if period.kind is not PeriodKind.AD_HOC:
        _require_everybody(given)
    await _require_known(session, period, given)
    if given.unit_ids is not None:
        await _choose_units(session, period, set(given.unit_ids))
    if given.task_ids is not None:
        await session.execute(delete(PeriodTask).where(PeriodTask.period_id == period.id))
        session.add_all(PeriodTask(period_id=period.id, task_id=task_id) for task_id in set(given.task_ids))
    if given.questions is not None:
        await _write_questions(session, period, given.questions)
    if given.unit_deadlines is not None:
        await _write_due_times(session, period, given)
    await session.flush()
    await _settle(session, period, given)


def _require_everybody(given: AskedWrite) -> None:
    """The reports of the regime are everybody's, about all that there is to report."""
    chosen = [f"/{name}" for name in ("questions", "unit_deadlines", "unit_ids", "task_ids") if getattr(given, name)]
    if given.ask_tasks is False:
        chosen.append("/ask_tasks")
    if chosen:
        raise Invalid(errors=[FieldError(pointer, *_AD_HOC_ALONE) for pointer in chosen])


async def _require_known(session: AsyncSession, period: Period, given: AskedWrite) -> None:
    """Refuse ids that name nothing, field by field."""
    units, tasks = set(given.unit_ids or ()), set(given.task_ids or ())
    wanted = (
        ("/unit_ids", select(Unit.id).where(Unit.id.in_(units)), units),
        ("/task_ids", select(Task.id).where(Task.id.in_(tasks), Task.plan_id == period.plan_id), tasks),
    )
    errors = [FieldError(pointer, *_UNKNOWN) for pointer, found, ids in wanted if ids and ids - set(await session.scalars(found))]
    if errors:
        raise Invalid(errors=errors)


async def _choose_units(session: AsyncSession, period: Period, wanted: set[UUID]) -> None:
    """The units as they are wanted now; one that was chosen before keeps its own due time."""
    before = set(await session.scalars(select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id)))
    await session.execute(delete(PeriodUnit).where(PeriodUnit.period_id == period.id, PeriodUnit.unit_id.in_(before - wanted)))
    session.add_all(PeriodUnit(period_id=period.id, unit_id=unit_id) for unit_id in wanted - before)
    await session.flush()


async def _write_questions(session: AsyncSession, period: Period, given: Sequence[QuestionWrite]) -> None:
    before = {question.id: question for question in await list_questions(session, period.id)}
    named = [question.id for question in given if question.id is not None]
    if len(named) != len(set(named)) or not set(named) <= before.keys():
        places = [place for place, question in enumerate(given) if question.id is not None and question.id not in before]
        raise Invalid(errors=[FieldError(f"/questions/{place}/id", *_UNKNOWN) for place in places or [0]])
    for gone in before.keys() - set(named):
        await session.delete(before[gone])
    for place, question in enumerate(given):
        row = before.get(question.id) if question.id else None
        if row is None:
            row = PeriodQuestion(id=new_id(), period_id=period.id)
            session.add(row)
        for name, value in _columns(place, question).items():
            setattr(row, name, value)


def _columns(place: int, given: QuestionWrite) -> dict[str, Any]:
    return {
        "sort": place,
        "text": given.text,
        "kind": given.kind,
        "required": given.required,
        "hint": given.hint or None,
        "measure": given.measure or None,
        "choices": [{"key": str(number), "text": text} for number, text in enumerate(given.choices or [], 1)],
    }


async def _write_due_times(session: AsyncSession, period: Period, given: AskedWrite) -> None:
    wanted = {own.unit_id: own.due_at for own in given.unit_deadlines or ()}
    chosen = {unit.unit_id: unit for unit in await _chosen(session, period)}
    strange = [place for place, own in enumerate(given.unit_deadlines or ()) if own.unit_id not in chosen]
    if strange:
        raise Invalid(errors=[FieldError(f"/unit_deadlines/{place}/unit_id", *_NOT_CHOSEN) for place in strange])
    for unit_id, unit in chosen.items():
        unit.due_at = wanted.get(unit_id)


async def _chosen(session: AsyncSession, period: Period) -> Sequence[PeriodUnit]:
    return (await session.scalars(select(PeriodUnit).where(PeriodUnit.period_id == period.id))).all()


async def _settle(session: AsyncSession, period: Period, given: AskedWrite) -> None:
    """Whether tasks are asked about: as it is said, else unless there are questions and no chosen tasks."""
    questions = bool(await list_questions(session, period.id))
    tasks = await session.scalar(select(PeriodTask.task_id).where(PeriodTask.period_id == period.id).limit(1)) is not None
    if given.ask_tasks is False and not questions:
        raise Invalid(errors=[FieldError("/questions", *_NO_QUESTIONS)])
    if given.ask_tasks is False and tasks:
        raise Invalid(errors=[FieldError("/task_ids", *_TASKS_TOO)])
    if given.ask_tasks is not None:
        period.ask_tasks = given.ask_tasks
    elif given.questions is not None or given.task_ids is not None:
        period.ask_tasks = tasks or not questions


async def said_asked(session: AsyncSession, period: Period) -> dict[str, str]:
    """What is asked of whom, in words for the period's history."""
    names = {unit.id: unit.short_name for unit in await session.scalars(_units(period))}
    due_times = [(names[unit.unit_id], unit.due_at) for unit in await _chosen(session, period) if unit.due_at is not None]
    tasks = select(PeriodTask.task_id).where(PeriodTask.period_id == period.id)
    titles = await session.scalars(select(Task.title).where(Task.id.in_(tasks)))
    questions = [f"{question.sort + 1}. {question.text} ({_told(question)})" for question in await list_questions(session, period.id)]
    return {
        "unit_ids": _joined(names.values()),
        "task_ids": _joined(sorted(titles)),
        "questions": _joined(questions),
        "unit_deadlines": _joined(f"{name}: {format_moment(due_at)}" for name, due_at in sorted(due_times)),
    }


def _told(question: PeriodQuestion) -> str:
    kind = QUESTION_KIND_WORDS[question.kind][0].lower()
    return f"{kind}, bắt buộc" if question.required else kind


def _units(period: Period) -> Any:
    chosen = select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id)
    return select(Unit).where(Unit.id.in_(chosen)).order_by(Unit.sort, Unit.id)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)
