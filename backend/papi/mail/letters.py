"""What a mail says, before it is one: plain words and links, with which a job waits to be sent."""

from collections.abc import Sequence

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.orders import Order, enqueue

KIND = "mail"


class Line(BaseModel):
    """A sentence, and the page of ours that it leads to: a path, or None."""

    text: str
    detail: str | None
    path: str | None


class Section(BaseModel):
    heading: str
    lines: list[Line]


class Letter(BaseModel):
    """A mail to one person."""

    address: str
    name: str
    subject: str
    opening: str
    sections: list[Section]
    closing: str


async def post(session: AsyncSession, letters: Sequence[tuple[str, Letter]]) -> None:
    """Ask for letters to be sent, each under its key: once, whoever asks for it again."""
    await enqueue(session, [Order(KIND, key, letter.model_dump()) for key, letter in letters])
