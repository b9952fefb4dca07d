"""What papers are about: each capability says how it fills one, so that a paper can be asked for without knowing what it is of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.papers.errors import NoSuchPaper
from papi.papers.paper import Paper


@dataclass(frozen=True)
class Made:
    """A paper that is filled. `name` is its file's, without ending; `unit_id` whose template it follows; `data` what it was made from,
    which stands in the JSON beside it."""

    paper: Paper
    name: str
    unit_id: UUID
    data: Any = None


Source = Callable[[AsyncSession, Actor, UUID], Awaitable[Made]]
"""Fills the paper about one subject, or refuses as the subject's own page would."""

_SOURCES: dict[str, Source] = {}


def register_source(subject: str, source: Source) -> None:
    """Called where the application is put together."""
    _SOURCES[subject] = source


async def fill(session: AsyncSession, actor: Actor, subject: str, subject_id: UUID) -> Made:
    """The paper about a subject of some kind."""
    if subject not in _SOURCES:
        raise NoSuchPaper
    return await _SOURCES[subject](session, actor, subject_id)
