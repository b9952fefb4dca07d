"""Checking the numbers of a line against the figures that its task asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.errors import FieldError, Invalid
from papi.plans.models import FigureKind, Task
from papi.plans.queries.figures import figures_of
from papi.reports.words import said_figures

_UNKNOWN = ("Nhiệm vụ này không yêu cầu số liệu như vậy.", "This task asks for no such figure.")
_RETIRED = ("Số liệu này không còn yêu cầu.", "This figure is no longer asked for.")
_WHOLE = ("Cần một số nguyên.", "A whole number is needed.")
_DECIMALS = 6


@dataclass(frozen=True)
class Checked:
    """The figures as a line keeps them, and in words for its history: before and after."""

    kept: dict[str, int | float]
    before: str
    after: str


async def check_figures(session: AsyncSession, task: Task, held: Mapping[str, Any] | None, given: Mapping[str, float | None]) -> Checked:
    """What is given takes the place of what is held, null takes it away; only what the task asks for, whole numbers as such, else refused
    field by field."""
    figures = (await figures_of(session, [task.id]))[task.id]
    known = {figure["key"]: figure for figure in figures}
    kept: dict[str, int | float] = {key: value for key, value in (held or {}).items() if key not in given}
    errors: list[FieldError] = []
    for key, value in given.items():
        if value is None:
            continue
        if wrong := _wrong(known.get(key), value, (held or {}).get(key)):
            errors.append(FieldError(f"/figures/{key}", *wrong))
        else:
            kept[key] = int(value) if known[key]["kind"] == FigureKind.INTEGER else round(value, _DECIMALS)
    if errors:
        raise Invalid(errors=errors)
    return Checked(kept, said_figures(figures, held), said_figures(figures, kept))


def _wrong(figure: Mapping[str, Any] | None, value: float, held: Any) -> tuple[str, str] | None:
    if figure is None:
        return _UNKNOWN
    if figure["retired"] and value != held:
        return _RETIRED
    return _WHOLE if figure["kind"] == FigureKind.INTEGER and value != int(value) else None
