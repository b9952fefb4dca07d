"""The day comes: what was decided for it takes effect, once, however many workers look."""

import asyncio
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import Refusal
from papi.kit.finishing import to_its_end
from papi.outbox.facts import SYSTEM, record
from papi.reorganisation import facts
from papi.reorganisation.actions.checking import require_possible
from papi.reorganisation.actions.effect import take_effect
from papi.reorganisation.models import Succession, SuccessionState
from papi.reorganisation.schemas import SuccessionCreate

_LOOK_SECONDS = 30.0
log = structlog.get_logger()


async def begin_due(database: Database) -> int:
    """Let the reorganisations take effect whose day has come; how many did. One that cannot waits for the administrator."""
    due = (Succession.state == SuccessionState.PLANNED, Succession.effective_on <= clock.today(), Succession.failure.is_(None))
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        ids = (await session.scalars(select(Succession.id).where(*due).order_by(Succession.effective_on, Succession.id))).all()
    begun = 0
    for succession_id in ids:
        try:
            async with database.writing() as session:
                begun += await _begin(session, succession_id)
        except Refusal as refused:
            async with database.writing() as session:
                await _remember(session, succession_id, refused)
    return begun


async def _begin(session: AsyncSession, succession_id: UUID) -> int:
    """Everything or nothing, in one transaction; nothing where another worker is at it, or was."""
    held = select(Succession).where(Succession.id == succession_id).with_for_update(skip_locked=True)
    succession = await session.scalar(held)
    if succession is None or succession.state is not SuccessionState.PLANNED:
        return 0
    given = SuccessionCreate.model_validate(succession.decision)
    await require_possible(session, given, own_id=succession.id)
    await take_effect(session, SYSTEM, succession, given)
    return 1


async def _remember(session: AsyncSession, succession_id: UUID, refused: Refusal) -> None:
    """Since it was decided something has come in its way: say what, once, to those who can change it."""
    succession = await session.get_one(Succession, succession_id)
    reasons = {language: _reason(refused, language) for language in ("vi", "en")}
    succession.failure = reasons["vi"]
    log.warning("succession_failed", succession=str(succession_id), reason=reasons["en"])
    record(session, SYSTEM, facts.about(facts.FAILED, succession, reason=reasons["vi"], reason_en=reasons["en"]))


def _reason(refused: Refusal, language: str) -> str:
    return " ".join([refused.detail(language), *(error.to_wire(language)["detail"] for error in refused.errors)])


async def run_successions(database: Database) -> None:
    """Look until cancelled whether a day has come."""
    while True:
        try:
            await to_its_end(begin_due(database))
        except Exception as error:  # noqa: BLE001 - a worker outlives whatever goes wrong with one decision
            log.warning("successions_failed", error=repr(error)[:300])
        await asyncio.sleep(_LOOK_SECONDS)
