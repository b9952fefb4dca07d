"""Commenting: told to the subject's unit, or, when that unit speaks itself, to those who spoke before."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.comments.facts import ADDED
from papi.comments.models import Comment
from papi.comments.subjects import Subject, find_subject
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import Fact, record


async def create_comment(session: AsyncSession, actor: Actor, about: tuple[str, UUID], text: str) -> Comment:
    """Say something about a subject that the actor may see."""
    kind, subject_id = about
    actor.require_some("comment.write")
    subject = await find_subject(session, actor, kind, subject_id)
    told = await _told(session, actor, about, subject)
    return say(session, actor, about, subject, text, told=told)


def say(session: AsyncSession, actor: Actor, about: tuple[str, UUID], subject: Subject, text: str, *, told: Iterable[UUID]) -> Comment:  # noqa: PLR0913 - what is said, about what, by whom, and who hears of it
    """Write a comment on a subject that was found visible, and tell the units of it."""
    kind, subject_id = about
    comment = Comment(
        id=new_id(),
        subject_type=kind,
        subject_id=subject_id,
        unit_id=subject.unit_id,
        text=text,
        author_id=actor.person_id,
        author_name=actor.signature,
        author_role=actor.role.value,
        author_unit_id=actor.unit_id,
        author_unit_name=actor.unit_name,
        created_at=clock.business(),
    )
    session.add(comment)
    data = {"text": text, "notify": sorted(str(unit_id) for unit_id in told)}
    fact = Fact(ADDED, kind, subject_id, subject.label, unit_id=subject.unit_id, private=subject.private, data=data)
    record(session, actor.author, fact)
    return comment


async def _told(session: AsyncSession, actor: Actor, about: tuple[str, UUID], subject: Subject) -> set[UUID]:
    if actor.unit_id != subject.unit_id:
        return set(subject.notify)
    kind, subject_id = about
    spoke = select(Comment.author_unit_id).where(Comment.subject_type == kind, Comment.subject_id == subject_id)
    return set(await session.scalars(spoke)) - {actor.unit_id}
