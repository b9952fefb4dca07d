"""The figures that tasks ask for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.db import read_rows
from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.kit.types import AnySelect
from papi.plans.models import TaskFigure
from papi.plans.words import FIGURE_KIND_WORDS, FIGURE_RULE_WORDS

_FIELDS = ("key", "label", "measure", "kind", "rule", "required", "retired")
_OF_TASKS: AnySelect = (
    select(TaskFigure.task_id, *(getattr(TaskFigure, name) for name in _FIELDS))
    .where(TaskFigure.task_id.in_(bindparam("tasks", expanding=True)))
    .order_by(TaskFigure.retired, TaskFigure.sort, TaskFigure.key)
)
FIGURES = Export(
    "so-lieu-cua-nhiem-vu",
    [
        Column("label", "Số liệu", "Figure", 48),
        Column("measure", "Đơn vị tính", "Measure", 16),
        Column("kind", "Kiểu số", "Kind", 16, words_of(FIGURE_KIND_WORDS)),
        Column("rule", "Cách cộng các kỳ", "Over periods", 20, words_of(FIGURE_RULE_WORDS)),
        Column("required", "Bắt buộc", "Required", 10),
        Column("retired", "Không còn yêu cầu", "No longer asked for", 10),
    ],
)


async def figures_of(session: AsyncSession, task_ids: Iterable[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """Each task's figures in order, those no longer asked for last."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await read_rows(session, _OF_TASKS, {"tasks": list(set(task_ids))}):
        found[row.task_id].append({name: getattr(row, name) for name in _FIELDS})
    return found
