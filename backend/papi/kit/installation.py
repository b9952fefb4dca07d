"""Facts about this installation that are stored once: whether it is a demo, and how far its calendar is shifted."""

from datetime import datetime, timedelta

from sqlalchemy import String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit import clock
from papi.kit.db import Base

_DEMO = "demo"
_START = "business_start"
_OFFSET = "business_offset_seconds"


class InstallationFact(Base):
    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]


class CommandRefused(Exception):
    """What was asked at a terminal cannot be done. The message is for the person who asked."""


class StartRefused(CommandRefused):
    """The settings do not fit the data, or nobody should serve with them."""


async def mark_as_demo(session: AsyncSession, start: datetime) -> None:
    """Store that this is a demo whose calendar stands at `start` now, and goes on from there."""
    offset = start - clock.real()
    session.add_all(
        [
            InstallationFact(name=_DEMO, value="1"),
            InstallationFact(name=_START, value=start.isoformat()),
            InstallationFact(name=_OFFSET, value=str(offset.total_seconds())),
        ]
    )


async def is_demo(session: AsyncSession) -> bool:
    """Whether this database holds the whole demo: the mark is its last row."""
    return await session.get(InstallationFact, _DEMO) is not None


async def demo_start(session: AsyncSession) -> datetime | None:
    """The business time at which the demo's calendar began; None where there is no demo."""
    stored = await session.get(InstallationFact, _START)
    return datetime.fromisoformat(stored.value) if stored is not None else None


async def require_whole_demo(session: AsyncSession) -> None:
    """Refuse data that were not loaded as a demo, or not to the end."""
    if not await is_demo(session):
        raise StartRefused(
            "PAPI_DEMO=1, but this database does not hold the whole demo: unset PAPI_DEMO if its data are real; if loading the demo "
            "was interrupted, empty the data directory. (Dữ liệu hiện có không phải dữ liệu minh họa.)"
        )


async def settle_clock(session: AsyncSession, *, demo: bool, wanted_start: datetime | None) -> None:
    """Set the business clock as stored; refuse settings that contradict what is stored."""
    marked = await is_demo(session)
    if marked and not demo:
        raise StartRefused(
            "This database holds the demo with its public password. Start with PAPI_DEMO=1, or name another PAPI_DATABASE_URL. "
            "(Cơ sở dữ liệu này chứa dữ liệu minh họa với mật khẩu công khai.)"
        )
    if not marked:
        if wanted_start is not None:
            raise StartRefused("PAPI_BUSINESS_DATE is for the demo alone: outside it the calendar is the real one.")
        clock.set_offset(timedelta())
        return
    stored = await session.get_one(InstallationFact, _START)
    if wanted_start is not None and wanted_start != datetime.fromisoformat(stored.value):
        raise StartRefused(
            f"The demo's calendar began at {stored.value} and goes on from there; PAPI_BUSINESS_DATE={wanted_start.isoformat()} "
            "cannot move it. Empty the data directory to begin anew. (Lịch minh họa đã bắt đầu, không đổi được ngày.)"
        )
    offset = await session.get_one(InstallationFact, _OFFSET)
    clock.set_offset(timedelta(seconds=float(offset.value)))
