"""Seals: what was accepted, how to verify it, and which reports have changed since."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from papi.access.actor import Actor
from papi.access.keys import Keys
from papi.evidence.models import Evidence, ScanState
from papi.evidence.models import ReviewState as EvidenceReviewState
from papi.kit.db import read_rows
from papi.kit.documents import Column, Export
from papi.reports.errors import SealNotFound
from papi.reports.models import Report, ReportLineEvidence, ReportState, Seal, SealedDocument
from papi.reports.queries.reports import LoadedReport, get_report

SEALS = Export(
    "ban-niem-phong",
    [
        Column("number", "Số", "Number", 8),
        Column("sealed_at", "Lập lúc", "Sealed at", 20),
        Column("sha256", "Mã băm SHA-256", "SHA-256", 66),
        Column("key_id", "Khóa", "Key", 20),
    ],
)


async def find_seal(session: AsyncSession, actor: Actor, report_id: UUID, number: int | None = None) -> tuple[LoadedReport, Seal]:
    """The latest seal of a report that the actor may see, or the one with this number."""
    actor.require_some("report.seal_read")
    loaded = await get_report(session, actor, report_id)
    statement = select(Seal).where(Seal.report_id == report_id).order_by(Seal.number.desc()).limit(1)
    seal = await session.scalar(statement if number is None else statement.where(Seal.number == number))
    if seal is None:
        raise SealNotFound
    return loaded, seal


async def read_seal(session: AsyncSession, actor: Actor, report_id: UUID, number: int | None, keys: Keys) -> tuple[dict[str, Any], str]:
    """A seal with the key that verifies it, and what its file is called."""
    loaded, seal = await find_seal(session, actor, report_id, number)
    key = keys.seal_key(seal.key_id)
    changed = await session.scalar(select(changed_since_acceptance()).where(Report.id == report_id))
    body = {
        "report_id": report_id,
        "number": seal.number,
        "sealed_at": seal.sealed_at,
        "sha256": seal.sha256,
        "key_id": seal.key_id,
        "signature": seal.signature,
        "content": seal.content,
        "public_key": key.public if key else {},
        "changed_since": bool(changed),
    }
    return body, f"niem-phong-{loaded.period.code}-{loaded.unit.code}-{seal.number}.json"


async def list_seals(session: AsyncSession, actor: Actor, report_id: UUID) -> dict[str, Any]:
    """All seals of a report, the latest first: none is ever discarded."""
    actor.require_some("report.seal_read")
    await get_report(session, actor, report_id)
    rows = await session.execute(
        select(Seal.number, Seal.sealed_at, Seal.sha256, Seal.key_id).where(Seal.report_id == report_id).order_by(Seal.number.desc())
    )
    return {"items": [dict(row._mapping) for row in rows]}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


def seal_number() -> SQLColumnExpression[int | None]:
    """The number of a report's latest seal, beside `Report`."""
    return select(func.max(Seal.number)).where(Seal.report_id == Report.id).correlate(Report).scalar_subquery()


def sealed_version(evidence_id: UUID | InstrumentedAttribute[UUID]) -> ColumnElement[int]:
    """Beside `Report`, and beside the links where documents are told by their column: which file of a document was accepted with it; null
    while it is not accepted."""
    number = select(SealedDocument.number).join(Seal, Seal.id == SealedDocument.seal_id)
    of_it = number.where(SealedDocument.evidence_id == evidence_id, Seal.report_id == Report.id, Report.state == ReportState.ACCEPTED)
    return of_it.order_by(Seal.number.desc()).limit(1).correlate(Report, ReportLineEvidence).scalar_subquery()


async def accepted_files(session: AsyncSession, report_id: UUID) -> Mapping[UUID, int]:
    """Which file of each document was accepted with a report, by its latest seal."""
    latest = select(Seal.id).where(Seal.report_id == report_id).order_by(Seal.number.desc()).limit(1).scalar_subquery()
    rows = await read_rows(session, select(SealedDocument.evidence_id, SealedDocument.number).where(SealedDocument.seal_id == latest))
    return {row.evidence_id: row.number for row in rows}


_Later = aliased(Seal)


def changed_since_acceptance() -> ColumnElement[bool]:
    """Beside `Report`: it was accepted once, and since its latest seal it was taken up again, its content moved, or a document that was
    sealed has another file, was rejected or is quarantined."""
    other = exists().where(
        SealedDocument.seal_id == Seal.id,
        Evidence.id == SealedDocument.evidence_id,
        or_(
            Evidence.sha256 != SealedDocument.sha256,
            Evidence.review_state == EvidenceReviewState.REJECTED,
            Evidence.scan_state == ScanState.INFECTED,
        ),
    )
    latest = ~exists().where(_Later.report_id == Seal.report_id, _Later.number > Seal.number).correlate(Seal)
    moved = or_(Report.state != ReportState.ACCEPTED, Seal.content_version != Report.content_version, other.correlate(Seal))
    return exists().where(and_(Seal.report_id == Report.id, latest, moved)).correlate(Report)
