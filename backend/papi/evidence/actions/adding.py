"""Documents come, and get new versions."""

from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor, UnitRef
from papi.evidence import facts
from papi.evidence.errors import DocumentErased, NotMarked
from papi.evidence.examining import Examined
from papi.evidence.linking import LINKERS, parse_target
from papi.evidence.models import Evidence, EvidenceFile, PackedFile, ReviewState, ScanState, SignatureState
from papi.evidence.queries import get_with_unit
from papi.evidence.scanning import order_scan
from papi.evidence.schemas import EvidenceFields
from papi.evidence.signatures import order_reading
from papi.evidence.storing import Kept
from papi.evidence.texts import reading as texts
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.outbox.facts import record


def require_upload(actor: Actor) -> None:
    """Refuse those who may not upload for their own unit, before a byte is read."""
    actor.require("evidence.upload", UnitRef(actor.unit_id, coordinating=False))


class _Days(Protocol):
    issued_on: Any
    effective_on: Any
    expires_on: Any


def require_days_in_order(document: _Days) -> None:
    """Refuse a document that would be out of force before it is in force."""
    first = document.effective_on or document.issued_on
    if document.expires_on is not None and first is not None and document.expires_on < first:
        vi, en = "Ngày hết hiệu lực phải sau ngày ban hành, ngày có hiệu lực.", "The last day in force is before the first."
        raise Invalid(errors=[FieldError("/expires_on", vi, en)])


async def add_evidence(session: AsyncSession, actor: Actor, new: tuple[UUID, Examined, Kept], given: EvidenceFields) -> Evidence:
    """Describe a stored file as a new document, linked to what `link_to` names. `new` begins with the document's id."""
    evidence_id, examined, kept = new
    require_days_in_order(given)
    title = (given.title or "").strip() or Path(examined.file_name).stem
    evidence = Evidence(
        id=evidence_id,
        unit_id=actor.unit_id,
        title=title,
        document_number=given.document_number or None,
        issuing_body=given.issuing_body or None,
        issued_on=given.issued_on,
        effective_on=given.effective_on,
        expires_on=given.expires_on,
        # a pack tells of itself whether it holds any
        contains_personal_data=given.contains_personal_data or bool(examined.pack and examined.pack["personal_data"]),
        file_version=1,
        page_count=examined.page_count,
        scan_state=kept.scan_state,
        review_state=ReviewState.PENDING,
        **_file_fields(actor, examined),
    )
    session.add(evidence)
    await session.flush()
    await _add_file(session, actor, evidence, (examined, kept))
    record(session, actor.author, facts.about(facts.UPLOADED, evidence, sha256=examined.sha256, size=examined.size))
    await session.flush()
    for linker, target_id in [parse_target(text, actor) for text in given.link_to]:
        await linker.link(session, actor, [evidence], target_id)
    return evidence


def _file_fields(actor: Actor, examined: Examined) -> dict[str, Any]:
    return {
        "file_name": examined.file_name,
        "media_type": examined.media_type,
        "size": examined.size,
        "sha256": examined.sha256,
        "flags": list(examined.flags),
        "uploaded_by": actor.person_id,
        "uploaded_for": actor.acts_for,
        "uploaded_at": clock.business(),
    }


async def _add_file(
    session: AsyncSession, actor: Actor, evidence: Evidence, new: tuple[Examined, Kept], *, redacts: int | None = None
) -> None:
    """The document's present file as a version of its own, or the latest copy that `redacts` it; jobs read what may be signed, and have a
    scanner look at it."""
    examined, kept = new
    file = EvidenceFile(
        evidence_id=evidence.id,
        number=evidence.file_version if redacts is None else -evidence.redacted_copies,
        redacts=redacts,
        received_size=examined.received.size,
        received_sha256=examined.received.sha256,
        pack=dict(examined.pack) if examined.pack else None,
        signature_state=SignatureState.READING if examined.may_be_signed else SignatureState.NONE,
        **kept.columns,
        **_file_fields(actor, examined),
    )
    session.add(file)
    await session.flush()
    session.add_all(PackedFile(file_id=file.id, sha256=digest) for digest in examined.packed)
    await texts.order_reading(session, [file])
    if kept.scan_state is ScanState.PENDING:  # only what is clean is read for signatures, too
        await order_scan(session, kept.file_id)
    elif examined.may_be_signed:
        await order_reading(session, kept.file_id)


async def find_own(session: AsyncSession, actor: Actor, evidence_id: UUID) -> Evidence:
    """A document that the actor may describe, replace and link: one of the own unit, for those who may upload."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("evidence.upload", UnitRef(unit.id, unit.coordinating))
    require_there(evidence)
    return evidence


def require_there(evidence: Evidence) -> None:
    """Refuse what was erased: nothing is done with it any more."""
    if evidence.erased_at is not None:
        raise DocumentErased


async def add_version(session: AsyncSession, actor: Actor, evidence: Evidence, examined: Examined, kept: Kept) -> None:
    """A new file for a document: the older ones stay, and what was reviewed is to be reviewed again."""
    fields = _file_fields(actor, examined)
    for linker in LINKERS.values():  # before the document itself is written: whoever links it holds what it proves first too
        await linker.replaced(session, evidence.id)
    evidence.file_version += 1
    for name in ("file_name", "media_type", "size", "sha256", "flags"):
        setattr(evidence, name, fields[name])
    evidence.page_count = examined.page_count
    if examined.pack and examined.pack["personal_data"]:
        evidence.contains_personal_data = True
    evidence.review_state = ReviewState.PENDING
    evidence.review_code = evidence.review_reason = None
    evidence.scan_state = kept.scan_state
    flag_modified(evidence, "scan_state")  # the file before may have been found clean since it was read
    await _add_file(session, actor, evidence, (examined, kept))
    data = {"number": evidence.file_version, "sha256": examined.sha256}
    record(session, actor.author, facts.about(facts.REPLACED, evidence, **data))


async def add_redacted_copy(session: AsyncSession, actor: Actor, evidence: Evidence, examined: Examined, kept: Kept) -> None:
    """A copy of the present file whose personal data were blacked out: read by those who may not read the file itself."""
    if not evidence.contains_personal_data:
        raise NotMarked
    evidence.redacted_copies += 1
    evidence.redacted_of = evidence.file_version
    await _add_file(session, actor, evidence, (examined, kept), redacts=evidence.file_version)
    data = {"of": evidence.file_version, "sha256": examined.sha256}
    record(session, actor.author, facts.about(facts.REDACTED, evidence, **data))
