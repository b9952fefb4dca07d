"""Naming the figures that units report with a task."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import fold
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.actions.tasks import get_task_to_edit
from papi.plans.facts import FIGURES_SET, about_task
from papi.plans.models import PlanState, Task, TaskFigure
from papi.plans.schemas.figures import FiguresWrite, FigureWrite

_LONGEST = 36
_TWICE = ("Hai số liệu trùng mã.", "Two figures have the same key.")
_NAMED_TWICE = ("Hai số liệu trùng tên.", "Two figures have the same label.")
_OTHER_KIND = (
    "Kế hoạch đã có hiệu lực, số đã ghi giữ kiểu của nó. Thêm một số liệu mới nếu cần kiểu khác.",
    "The plan is in force and what was typed keeps its kind. Add another figure for another kind.",
)


async def set_figures(session: AsyncSession, actor: Actor, task_id: UUID, given: FiguresWrite, precondition: Precondition) -> None:
    """Say which figures units report with the task, as a whole. What was ever asked for keeps its key, so nothing typed loses its name."""
    task, plan = await get_task_to_edit(session, actor, task_id)
    precondition.check(task.version)
    if task.owner_unit_id is not None:
        raise actor.refusal()  # a unit's own: what it says is what the unit's plan said
    known = {figure.key: figure for figure in await session.scalars(select(TaskFigure).where(TaskFigure.task_id == task.id))}
    wanted = _keyed(given.items, known)
    _check(given.items, wanted, known if plan.state is PlanState.APPROVED else {})
    for key, figure in known.items():
        if key in wanted:
            continue
        if plan.state is PlanState.APPROVED:
            figure.retired = True
        else:
            await session.delete(figure)
    for place, (key, item) in enumerate(zip(wanted, given.items, strict=True)):
        figure = known.get(key) or TaskFigure(id=new_id(), task_id=task.id, key=key)
        session.add(figure)
        _write(figure, place, item)
    _tell(task, wanted, given.items)
    labels = "; ".join(item.label for item in given.items)
    record(session, actor.author, about_task(FIGURES_SET, task, count=len(given.items), labels=labels))


def _keyed(items: Sequence[FigureWrite], known: Mapping[str, TaskFigure]) -> list[str]:
    """Each item's key: its own, that of the figure of the same label, or a new one made of the label."""
    by_label = {fold(figure.label): key for key, figure in known.items()}
    taken = {*known, *(item.key for item in items if item.key)}
    keys: list[str] = []
    for item in items:
        key = item.key or by_label.get(fold(item.label)) or next(name for name in _names(item.label) if name not in taken)
        taken.add(key)
        keys.append(key)
    return keys


def _names(label: str) -> Iterator[str]:
    stem = fold(label).replace(" ", "_")[:_LONGEST].strip("_") or "so_lieu"
    stem = "".join(char for char in stem if char.isascii()) or "so_lieu"
    yield stem
    yield from (f"{stem}_{number}" for number in range(2, 100))


def _check(items: Sequence[FigureWrite], keys: Sequence[str], fixed: Mapping[str, TaskFigure]) -> None:
    """`fixed`: the figures whose kind stays, by key."""
    errors: list[FieldError] = []
    labels = [fold(item.label) for item in items]
    for place, (key, item) in enumerate(zip(keys, items, strict=True)):
        if key in keys[:place]:
            errors.append(FieldError(f"/items/{place}/key", *_TWICE))
        if labels[place] in labels[:place]:
            errors.append(FieldError(f"/items/{place}/label", *_NAMED_TWICE))
        if key in fixed and fixed[key].kind is not item.kind:
            errors.append(FieldError(f"/items/{place}/kind", *_OTHER_KIND))
    if errors:
        raise Invalid(errors=errors)


def _write(figure: TaskFigure, place: int, item: FigureWrite) -> None:
    figure.sort, figure.retired = place, False
    for name in ("label", "measure", "kind", "rule", "required"):
        setattr(figure, name, getattr(item, name))


def _tell(task: Task, keys: Sequence[str], items: Sequence[FigureWrite]) -> None:
    task.required_figures = [key for key, item in zip(keys, items, strict=True) if item.required]
    flag_modified(task, "title")  # of two who set them at once, one is told
