"""Deadlines given as so many working days from a day on: they are worked out once, and their words kept."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from papi.calendar.queries import due_after
from papi.kit.errors import FieldError, Invalid
from papi.plans.schemas.terms import WithTerm

Given = TypeVar("Given", bound=WithTerm)


async def settled(session: AsyncSession, given: Given) -> tuple[Given, str | None]:
    """What was given, with the day that its term comes to, and the words of that term."""
    term = given.due_in_working_days
    if term is None:
        return given, None
    if getattr(given, "due_on", None) is not None:
        twice = FieldError("/due_on", "Chỉ nêu ngày, hoặc số ngày làm việc.", "Give a day, or a number of working days.")
        raise Invalid(errors=[twice])
    due_on, words = await due_after(session, term)
    return given.model_copy(update={"due_on": due_on}), words


def without_term(given: WithTerm) -> Mapping[str, Any]:
    """The fields that were given, without the term, which is settled."""
    return {name: getattr(given, name) for name in given.model_fields_set - {"due_in_working_days"}}
