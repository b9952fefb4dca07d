"""What may be commented on: each capability registers how its subjects are found, so a comment is seen by who sees its subject."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.errors import Invalid


@dataclass(frozen=True)
class Subject:
    """What a comment is about: whose matter it is, what it is called, which units are told of a comment.

    `private` says that the subject is seen by its own unit alone, so that the trace of the comment is too.
    """

    unit_id: UUID
    label: str
    notify: Sequence[UUID]
    private: bool = False


Resolver = Callable[[AsyncSession, Actor, UUID], Awaitable[Subject]]
RESOLVERS: dict[str, Resolver] = {}


class UnknownSubject(Invalid):
    code = "unknown_subject"
    vi = "Không trao đổi được về đối tượng này."
    en = "This cannot be commented on."


def register_subject(kind: str, resolver: Resolver) -> None:
    """Make a kind of subject known; done once, where the application is composed."""
    RESOLVERS[kind] = resolver


def parse_subject(text: str) -> tuple[str, UUID]:
    """`report_line:ID` → its kind and the id."""
    kind, _, given = text.partition(":")
    if kind not in RESOLVERS:
        raise UnknownSubject
    try:
        return kind, UUID(given)
    except ValueError:
        raise UnknownSubject from None


async def find_subject(session: AsyncSession, actor: Actor, kind: str, subject_id: UUID) -> Subject:
    """The subject, or the refusal that its own capability would give."""
    return await RESOLVERS[kind](session, actor, subject_id)
