"""Seals: what was accepted, and how to verify it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import Keys
from papi.reports.errors import SealNotFound
from papi.reports.models import ReportState, Seal
from papi.reports.queries.reports import get_report


async def read_seal(session: AsyncSession, actor: Actor, report_id: UUID, keys: Keys) -> dict[str, Any]:
    """The latest seal of a report that the actor may see, with the key that verifies it."""
    actor.require_some("report.seal_read")
    loaded = await get_report(session, actor, report_id)
    latest = select(Seal).where(Seal.report_id == report_id).order_by(Seal.number.desc()).limit(1)
    seal = await session.scalar(latest)
    if seal is None:
        raise SealNotFound
    key = keys.seal_key(seal.key_id)
    return {
        "report_id": report_id,
        "number": seal.number,
        "sealed_at": seal.sealed_at,
        "sha256": seal.sha256,
        "key_id": seal.key_id,
        "signature": seal.signature,
        "content": seal.content,
        "public_key": key.public if key else {},
        "changed_since": loaded.report.state is not ReportState.ACCEPTED,
    }
