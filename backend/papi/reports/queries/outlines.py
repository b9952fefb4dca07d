"""The outlines of the report: those written down, and the shipped one behind them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.reports.models import ReportOutline
from papi.reports.outline import read_outline, shipped_content

_SHOWN = ("key", "number", "level", "title", "holds", "dimensions", "tasks")


async def read_outlines(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """All outlines, the latest first."""
    actor.require_some("period.read")
    statement = (
        select(ReportOutline, Person.full_name)
        .join(Person, Person.id == ReportOutline.changed_by)
        .order_by(ReportOutline.valid_from.desc())
    )
    rows = (await session.execute(statement)).all()
    present = next((row for row, _name in rows if row.valid_from <= clock.today()), None)
    items = [
        {
            "valid_from": row.valid_from,
            "version": row.version,
            "in_force": row is present,
            "changed_at": row.changed_at,
            "changed_by": name,
            **_content(row.content),
        }
        for row, name in rows
    ]
    shipped = {"valid_from": None, "version": 0, "in_force": present is None, "changed_at": None, "changed_by": None}
    return {
        "items": [*items, {**shipped, **_content(shipped_content())}],
        "allowed_actions": ["edit"] if actor.may("period.manage") else [],
    }


def _content(content: dict[str, Any]) -> dict[str, Any]:
    outline = read_outline(content)
    headings = [{name: getattr(heading, name) for name in _SHOWN} for heading in outline.headings]
    about = ("title", "source", "unconfirmed", "note")
    return {**{name: getattr(outline, name) for name in about}, "headings": headings}


def _in_lines(headings: list[dict[str, Any]], _language: str) -> str:
    return "\n".join(f"{heading['number'].removesuffix('.')} {heading['title']}" for heading in headings)


OUTLINES = Export(
    "de-cuong-bao-cao",
    [
        Column("valid_from", "Áp dụng từ ngày", "In force from", 16),
        Column("title", "Đề cương", "Outline", 50),
        Column("source", "Căn cứ", "Source", 30),
        Column("headings", "Các mục", "Headings", 80, said=_in_lines),
    ],
)
