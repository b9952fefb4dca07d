"""The day comes: what was decided for it takes effect, once, however many workers look."""

from functools import partial
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import FOUNDING_ROLE
from papi.directory.queries import units_with
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import Refusal, StaleVersion, StorageFull, Unavailable
from papi.kit.finishing import again_and_again
from papi.kit.problems import refusal_of
from papi.outbox.facts import SYSTEM, record
from papi.reorganisation import facts
from papi.reorganisation.actions.checking import require_possible
from papi.reorganisation.actions.effect import take_effect
from papi.reorganisation.errors import SuccessionBroken
from papi.reorganisation.models import Succession, SuccessionState
from papi.reorganisation.schemas import SuccessionCreate
from papi.reports.facts import notify_all

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
        except Exception as error:  # noqa: BLE001 - one decision that breaks must not keep the others from their day
            await _give_up(database, succession_id, error)
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


async def _give_up(database: Database, succession_id: UUID, error: Exception) -> None:
    """Let it wait for the administrator, unless only the moment was wrong: then the next look finds it again."""
    if isinstance(refusal_of(error), Unavailable | StaleVersion | StorageFull):
        log.warning("succession_put_off", succession=str(succession_id), error=repr(error)[:300])
        return
    refused = error if isinstance(error, Refusal) else SuccessionBroken()
    log.warning("succession_failed", succession=str(succession_id), reason=_reason(refused, "en"), exc_info=error)
    async with database.writing() as session:
        await _remember(session, succession_id, refused)


async def _remember(session: AsyncSession, succession_id: UUID, refused: Refusal) -> None:
    """Since it was decided something has come in its way: say what, once, to those who can change it."""
    succession = await session.get_one(Succession, succession_id, with_for_update={"key_share": True})
    if succession.state is not SuccessionState.PLANNED:
        return
    reasons = {language: _reason(refused, language) for language in ("vi", "en")}
    succession.failure = reasons["vi"]
    told = {"notify": await _administrators(session), "notify_roles": [FOUNDING_ROLE.value]}
    record(session, SYSTEM, facts.about(facts.FAILED, succession, reason=reasons["vi"], reason_en=reasons["en"], **told))


async def _administrators(session: AsyncSession) -> list[str]:
    """The units of those who decide on reorganisations."""
    return notify_all(await units_with(session, FOUNDING_ROLE.value, clock.today()))


def _reason(refused: Refusal, language: str) -> str:
    return " ".join([refused.detail(language), *(error.to_wire(language)["detail"] for error in refused.errors)])


async def run_successions(database: Database) -> None:
    """Look until cancelled whether a day has come."""
    await again_and_again(partial(begin_due, database), _LOOK_SECONDS, failed="successions_failed")
