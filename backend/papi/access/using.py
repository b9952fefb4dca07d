"""When something was last used, written at most once a minute and in a transaction of its own: also of requests that only read, and of
those that are refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import or_, update
from sqlalchemy.exc import SQLAlchemyError

from papi.access.models import ApiClient, PersonalToken
from papi.kit import clock
from papi.kit.db import Database

log = structlog.get_logger()
EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Use:
    """A use of a client or a personal token, and when it was used before as far as is written down."""

    table: type[ApiClient] | type[PersonalToken]
    id: UUID
    address: str | None
    before: datetime | None


async def note_use(database: Database, use: Use) -> None:
    """Write the use down, unless one of this minute is. What cannot be written keeps nobody from reading."""
    now = clock.real()
    if use.before is not None and use.before > now - EVERY:
        return
    table = use.table
    stale = or_(table.last_used_at.is_(None), table.last_used_at <= now - EVERY)
    statement = update(table).where(table.id == use.id, stale).values(last_used_at=now, last_used_address=use.address)
    try:
        async with database.writing() as session:
            await session.execute(statement.execution_options(synchronize_session=False))
    except SQLAlchemyError as error:
        log.warning("use_not_noted", table=table.__tablename__, error=repr(error)[:200])
