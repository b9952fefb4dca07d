"""Submitting, returning, approving, reopening. What is approved is frozen and signed; it holds until the next edition is approved."""

from hashlib import sha256
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.access.signatures import sign_statement
from papi.consolidation import facts
from papi.consolidation.actions.versions import keep_versions
from papi.consolidation.models import ConsolidatedInput, ConsolidatedSeal, ConsolidatedState, KeptWhen
from papi.consolidation.queries.detail import contents_of
from papi.consolidation.queries.reports import LoadedConsolidated, get_consolidated
from papi.consolidation.workflow import ConsolidatedStep, take
from papi.directory.queries import signature_of
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import record
from papi.plans.actions.telling import leaders, of_coordinator
from papi.reports.models import Report, Seal

_FORMAT = "papi-consolidated-seal/1"


async def submit(session: AsyncSession, actor: Actor, consolidated_id: UUID, precondition: Precondition) -> None:
    """Lay the report before the leader, as it stands in every section."""
    loaded = await _loaded(session, actor, consolidated_id, precondition)
    take(actor, loaded.standing, ConsolidatedStep.SUBMIT)
    report = loaded.report
    await keep_versions(session, actor, report, [heading.key for heading in loaded.outline.headings], KeptWhen.SUBMITTED)
    report.state = ConsolidatedState.SUBMITTED
    report.submitted_at = clock.business()
    report.submitted_by, report.submitted_for = actor.person_id, actor.acts_for
    record(session, actor.author, facts.about(facts.SUBMITTED, report, **await leaders(session, "consolidated.approve")))


async def send_back(session: AsyncSession, actor: Actor, consolidated_id: UUID, reason: str, precondition: Precondition) -> None:
    """The leader returns the report with the reason; it is written on."""
    loaded = await _loaded(session, actor, consolidated_id, precondition)
    take(actor, loaded.standing, ConsolidatedStep.RETURN)
    report = loaded.report
    report.state = ConsolidatedState.RETURNED
    report.returned_at, report.return_reason = clock.business(), reason
    told = await of_coordinator(session, report.submitted_by, "consolidated.edit")
    record(session, actor.author, facts.about(facts.RETURNED, report, reason=reason, **told))


async def approve(session: AsyncSession, actor: Actor, consolidated_id: UUID, ceremony: tuple[Precondition, SigningKey]) -> None:
    """The leader approves the report: it is frozen, signed, and read by everybody inside."""
    precondition, key = ceremony
    loaded = await _loaded(session, actor, consolidated_id, precondition)
    take(actor, loaded.standing, ConsolidatedStep.APPROVE)
    report = loaded.report
    report.state = ConsolidatedState.APPROVED
    report.approved_at, report.approved_by = clock.business(), actor.signature
    report.approved_edition = report.edition
    report.return_reason = None
    session.add(_seal(loaded, await _content(session, loaded), key))
    told = await of_coordinator(session, report.submitted_by, "consolidated.edit")
    record(session, actor.author, facts.about(facts.APPROVED, report, number=report.edition, **told))


async def reopen(session: AsyncSession, actor: Actor, consolidated_id: UUID, reason: str, precondition: Precondition) -> None:
    """Begin the next edition of an approved report. What was approved stays in force until that one is approved."""
    loaded = await _loaded(session, actor, consolidated_id, precondition)
    take(actor, loaded.standing, ConsolidatedStep.REOPEN)
    report = loaded.report
    report.state = ConsolidatedState.DRAFT
    report.edition += 1
    report.reopened_at, report.reopen_reason = clock.business(), reason
    told = await leaders(session, "consolidated.approve")
    record(session, actor.author, facts.about(facts.REOPENED, report, number=report.edition, reason=reason, **told))


async def _loaded(session: AsyncSession, actor: Actor, consolidated_id: UUID, precondition: Precondition) -> LoadedConsolidated:
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    precondition.check(loaded.tag)
    return loaded


async def _content(session: AsyncSession, loaded: LoadedConsolidated) -> dict[str, Any]:
    report, period = loaded.report, loaded.period
    return {
        "format": _FORMAT,
        "report": {
            "id": str(report.id),
            "title": report.title,
            "edition": report.edition,
            "period": {
                "code": period.code,
                "title": period.title,
                "data_from": period.data_from.isoformat(),
                "data_to": period.data_to.isoformat(),
            },
            "submitted_at": report.submitted_at.isoformat() if report.submitted_at else None,
            "submitted_by": await signature_of(session, *_senders(loaded), "vi"),
            "approved_at": report.approved_at.isoformat() if report.approved_at else None,
            "approved_by": report.approved_by,
        },
        "inputs": await _inputs(session, loaded),
        **await contents_of(session, loaded),
    }


def _senders(loaded: LoadedConsolidated) -> tuple[UUID | None, UUID | None]:
    return loaded.report.submitted_by, loaded.report.submitted_for


async def _inputs(session: AsyncSession, loaded: LoadedConsolidated) -> list[dict[str, Any]]:
    """The accepted reports behind it, by the hashes of their seals."""
    rows = await session.execute(
        select(ConsolidatedInput.report_id, ConsolidatedInput.seal_number, Seal.sha256)
        .join(Report, Report.id == ConsolidatedInput.report_id)
        .outerjoin(Seal, (Seal.report_id == Report.id) & (Seal.number == ConsolidatedInput.seal_number))
        .where(ConsolidatedInput.consolidated_id == loaded.report.id)
        .order_by(ConsolidatedInput.report_id)
    )
    return [{"report": str(row.report_id), "seal": row.seal_number, "sha256": row.sha256} for row in rows]


def _seal(loaded: LoadedConsolidated, content: dict[str, Any], key: SigningKey) -> ConsolidatedSeal:
    canonical = rfc8785.dumps(content)
    digest = sha256(canonical).hexdigest()
    report, sealed_at = loaded.report, clock.business()
    statement = {
        "format": _FORMAT,
        "consolidated_report": str(report.id),
        "number": report.edition,
        "sha256": digest,
        "sealed_at": sealed_at.isoformat(),
    }
    return ConsolidatedSeal(
        consolidated_id=report.id,
        number=report.edition,
        content=canonical.decode(),
        sha256=digest,
        signature=sign_statement(key, statement),
        key_id=key.kid,
        sealed_at=sealed_at,
    )
