"""What people do with evidence: add it, describe it, replace it, review it; and what capabilities above do with it."""

import secrets
from collections.abc import Collection, Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence import facts
from papi.evidence.errors import AlreadyReviewed, OwnUpload
from papi.evidence.linking import LINKERS, linker_of, parse_target
from papi.evidence.models import Evidence, EvidenceFile, EvidenceReader, EvidenceTicket, ReviewState, ScanState
from papi.evidence.queries import get_with_unit, uploaded_by
from papi.evidence.receiving import Received
from papi.evidence.schemas import EvidenceFields, EvidenceUpdate, Target
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.outbox.facts import changes, record

_TICKET_LASTS = timedelta(minutes=1)

Verdict = tuple[ReviewState, str | None]
"""How a document was found, and why."""


def require_upload(actor: Actor) -> None:
    """Refuse those who may not upload for their own unit, before a byte is read."""
    actor.require("evidence.upload", UnitRef(actor.unit_id, coordinating=False))


async def add_evidence(session: AsyncSession, actor: Actor, received: Received, ids: tuple[UUID, UUID], given: EvidenceFields) -> Evidence:
    """Describe a stored file as a new document, linked to what `link_to` names. `ids` are the document's and the file's."""
    evidence_id, file_id = ids
    title = (given.title or "").strip() or Path(received.file_name).stem
    evidence = Evidence(
        id=evidence_id,
        unit_id=actor.unit_id,
        title=title,
        document_number=given.document_number or None,
        issued_on=given.issued_on,
        effective_on=given.effective_on,
        contains_personal_data=given.contains_personal_data,
        file_version=1,
        page_count=received.page_count,
        scan_state=ScanState.NOT_SCANNED,
        review_state=ReviewState.PENDING,
        **_file_fields(actor, received),
    )
    session.add(evidence)
    await session.flush()
    session.add(EvidenceFile(id=file_id, evidence_id=evidence_id, number=1, **_file_fields(actor, received)))
    record(session, actor.author, facts.about(facts.UPLOADED, evidence, sha256=received.sha256, size=received.size))
    await session.flush()
    for linker, target_id in [parse_target(text) for text in given.link_to]:
        await linker.link(session, actor, [evidence], target_id)
    return evidence


def _file_fields(actor: Actor, received: Received) -> dict[str, Any]:
    return {
        "file_name": received.file_name,
        "media_type": received.media_type,
        "size": received.size,
        "sha256": received.sha256,
        "uploaded_by": actor.person_id,
        "uploaded_for": actor.acts_for,
        "uploaded_at": clock.business(),
    }


async def find_own(session: AsyncSession, actor: Actor, evidence_id: UUID) -> Evidence:
    """A document that the actor may describe, replace and link: one of the own unit, for those who may upload."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("evidence.upload", UnitRef(unit.id, unit.coordinating))
    return evidence


async def add_version(session: AsyncSession, actor: Actor, evidence: Evidence, received: Received, file_id: UUID) -> None:
    """A new file for a document: the older ones stay, and what was reviewed is to be reviewed again."""
    fields = _file_fields(actor, received)
    for linker in LINKERS.values():  # before the document itself is written: whoever links it holds what it proves first too
        await linker.replaced(session, evidence.id)
    evidence.file_version += 1
    for name in ("file_name", "media_type", "size", "sha256"):
        setattr(evidence, name, fields[name])
    evidence.page_count = received.page_count
    evidence.review_state = ReviewState.PENDING
    evidence.review_reason = None
    session.add(EvidenceFile(id=file_id, evidence_id=evidence.id, number=evidence.file_version, **fields))
    data = {"number": evidence.file_version, "sha256": received.sha256}
    record(session, actor.author, facts.about(facts.REPLACED, evidence, **data))


async def update_evidence(
    session: AsyncSession, actor: Actor, evidence_id: UUID, given: EvidenceUpdate, precondition: Precondition
) -> None:
    """Change the description; the file itself never changes."""
    evidence = await find_own(session, actor, evidence_id)
    precondition.check(evidence.version)
    wanted: dict[str, Any] = {name: getattr(given, name) for name in EvidenceUpdate.model_fields if name in given.model_fields_set}
    if "document_number" in wanted:
        wanted["document_number"] = wanted["document_number"] or None
    before = {name: getattr(evidence, name) for name in wanted}
    difference = changes(_spoken(before), _spoken(wanted))
    if not difference:
        return
    for name, value in wanted.items():
        setattr(evidence, name, value)
    record(session, actor.author, facts.about(facts.CHANGED, evidence, changes=difference))


def _spoken(values: dict[str, Any]) -> dict[str, Any]:
    return {name: format_day(value) if name.endswith("_on") and value else value for name, value in values.items()}


async def link_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, targets: Sequence[Target]) -> None:
    """Name a document of the own unit as proof of several things at once."""
    document = await find_own(session, actor, evidence_id)
    for target in targets:
        await linker_of(target.type).link(session, actor, [document], target.id)


async def unlink_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, targets: Sequence[Target]) -> None:
    """Take a document off things; it stays in the library."""
    await find_own(session, actor, evidence_id)
    for target in targets:
        await linker_of(target.type).unlink(session, actor, evidence_id, target.id)


async def review_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, given: Verdict, precondition: Precondition) -> None:
    """Accept or reject a document of another unit. A stale `If-Match` says that the file is no longer the one that was looked at."""
    state, reason = given
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    precondition.check(evidence.version)
    actor.require("evidence.review", UnitRef(unit.id, unit.coordinating))
    mine = select(EvidenceFile.id).where(EvidenceFile.evidence_id == evidence.id, uploaded_by(actor))
    if await session.scalar(mine.limit(1)) is not None:
        raise OwnUpload
    if evidence.review_state is state:
        raise AlreadyReviewed
    evidence.review_state = state
    evidence.review_reason = reason
    kind = facts.ACCEPTED if state is ReviewState.ACCEPTED else facts.REJECTED
    told = {"notify": [str(unit.id)]} if kind.relayed else {}
    record(session, actor.author, facts.about(kind, evidence, reason=reason, **told))


def record_read(session: AsyncSession, actor: Actor, evidence: Evidence, number: int) -> None:
    """Every read of a document with personal data is remembered (Luật Bảo vệ dữ liệu cá nhân 91/2025)."""
    record(session, actor.author, facts.about(facts.READ, evidence, number=number))


async def create_ticket(session: AsyncSession, actor: Actor, file: EvidenceFile) -> tuple[str, EvidenceTicket]:
    """A secret of 128 random bits that fetches the file for one minute, and what is kept of it."""
    secret, now = secrets.token_urlsafe(16), clock.real()
    await session.execute(delete(EvidenceTicket).where(EvidenceTicket.expires_at < now))
    ticket = EvidenceTicket(
        ticket_hash=sha256(secret.encode()).hexdigest(),
        evidence_id=file.evidence_id,
        person_id=actor.person_id,
        session_id=actor.session_id,
        membership_id=actor.membership_id,
        file_version=file.number,
        expires_at=now + _TICKET_LASTS,
    )
    session.add(ticket)
    return secret, ticket


async def release(session: AsyncSession, evidence_ids: Collection[UUID], readers: Collection[tuple[UUID, str]]) -> None:
    """Let supervisors read documents that prove something submitted, and the named units for the named reasons."""
    if not evidence_ids:
        return
    fresh = update(Evidence).where(Evidence.id.in_(evidence_ids), Evidence.released.is_(False)).values(released=True)
    await session.execute(fresh.execution_options(synchronize_session=False))
    await open_to(session, {(evidence_id, unit_id, reason) for evidence_id in evidence_ids for unit_id, reason in readers})


async def open_to(session: AsyncSession, rights: Collection[tuple[UUID, UUID, str]]) -> None:
    """Let units read single documents: each right is a document, a unit and the reason."""
    if rights:
        rows = [{"evidence_id": evidence_id, "unit_id": unit_id, "reason": reason} for evidence_id, unit_id, reason in sorted(rights)]
        await session.execute(insert_for(session, EvidenceReader).values(rows).on_conflict_do_nothing())


async def count_links(session: AsyncSession, evidence_ids: Collection[UUID], delta: int) -> None:
    """Keep how often documents are used; by SQL, because using a document does not change it."""
    if evidence_ids:
        counted = update(Evidence).where(Evidence.id.in_(evidence_ids)).values(link_count=Evidence.link_count + delta)
        await session.execute(counted.execution_options(synchronize_session=False))


async def stored_keys(session: AsyncSession) -> set[UUID]:
    """The ids of all files that rows speak of: what a sweep of the store leaves alone."""
    return set(await session.scalars(select(EvidenceFile.id)))
