"""One document: itself, its files, what may be done with it."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person, Unit
from papi.evidence.errors import DocumentErased, EvidenceBeingScanned, EvidenceNotFound, EvidenceQuarantined, EvidenceRejected
from papi.evidence.models import LEAVING, LOST, Evidence, EvidenceFile, EvidenceTicket, ReviewState
from papi.evidence.queries.library import COLUMNS, UPLOADER, Behalf, evidence_actions
from papi.evidence.queries.packed import packed
from papi.evidence.queries.readers import readers_of
from papi.evidence.queries.signatures import told
from papi.evidence.queries.visibility import kept_by, require_leaving, told_to, visible_to
from papi.evidence.standing import told_standing
from papi.evidence.texts.searching import is_alike
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.outbox.wording import signed_name


async def get_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID) -> Evidence:
    """A document that the actor may see."""
    found = await get_with_unit(session, actor, evidence_id)
    return found[0]


async def get_with_unit(session: AsyncSession, actor: Actor, evidence_id: UUID) -> tuple[Evidence, Unit]:
    """The same with its unit."""
    actor.require_some("evidence.read")
    statement = select(Evidence, Unit).join(Unit, Unit.id == Evidence.unit_id).where(Evidence.id == evidence_id, visible_to(actor))
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise EvidenceNotFound
    evidence, unit = row
    return evidence, unit


async def hold_evidence(session: AsyncSession, evidence_id: UUID) -> Evidence:
    """A document as it is now, that nobody else changes until the transaction ends."""
    statement = select(Evidence).where(Evidence.id == evidence_id).with_for_update(key_share=True)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one()


async def hold_own(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Evidence]:
    """Those of these documents that the actor's unit keeps, as they are now, taken in one order by all; who takes them in several steps
    begins with this for all of them, so that two who do so never wait for each other."""
    statement = select(Evidence).where(Evidence.id.in_(ids), kept_by(actor)).order_by(Evidence.id).with_for_update(key_share=True)
    return (await session.scalars(statement.execution_options(populate_existing=True))).all()


async def list_own(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Evidence]:
    """Documents that the actor's unit keeps, its own and those of units before it, in the order asked for, to prove something; any other id
    is refused, and what is quarantined. They are held, so that none is erased before it is used."""
    known = {evidence.id: evidence for evidence in await hold_own(session, actor, ids)}
    if set(ids) - known.keys():
        raise EvidenceNotFound
    if any(evidence.erased_at is not None for evidence in known.values()):
        raise DocumentErased
    found = [known[evidence_id] for evidence_id in dict.fromkeys(ids)]
    require_sound(found)
    return found


def require_sound(documents: Iterable[Evidence]) -> None:
    """Refuse documents as proof whose file is quarantined or can never be scanned. One that is still waiting may turn out clean."""
    lost = [document.title for document in documents if document.scan_state in LOST]
    if lost:
        raise EvidenceQuarantined(titles=_named(lost))


async def require_provable(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> None:
    """The same of documents that something of the actor is about to be sent with, named as far as the actor may know them. What was erased
    stays what it was."""
    title, _file_name, _number = told_to(actor, actor.language)
    closed = (Evidence.id.in_(ids), Evidence.erased_at.is_(None), Evidence.scan_state.in_(LOST))
    lost = (await session.scalars(select(title).join(Unit, Unit.id == Evidence.unit_id).where(*closed).order_by(Evidence.id))).all()
    if lost:
        raise EvidenceQuarantined(titles=_named(lost))


async def require_acceptable(session: AsyncSession, actor: Actor, files: Collection[tuple[UUID, int]]) -> None:
    """Refuse to accept what rests on files, each named by its document and number, that are quarantined, that nobody could have read yet,
    or that were rejected: these very ones, whatever the documents hold by now. Named as far as the actor may know them; what was erased
    stays what it was."""
    title, _file_name, _number = told_to(actor, actor.language)
    statement = (
        select(Evidence.id, title, EvidenceFile.number, EvidenceFile.scan_state, EvidenceFile.review_state)
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(EvidenceFile, EvidenceFile.evidence_id == Evidence.id)
        .where(Evidence.id.in_({evidence_id for evidence_id, _number in files}), EvidenceFile.erased_at.is_(None))
        .order_by(Evidence.id, EvidenceFile.number)
    )
    judged = [row for row in await session.execute(statement) if (row.id, row.number) in files]
    lost = [row.title for row in judged if row.scan_state in LOST]
    if lost:
        raise EvidenceQuarantined(titles=_named(lost))
    waiting = [row.title for row in judged if row.scan_state not in LEAVING]
    if waiting:
        raise EvidenceBeingScanned(titles=_named(waiting))
    rejected = [row.title for row in judged if row.review_state is ReviewState.REJECTED]
    if rejected:
        raise EvidenceRejected(titles=_named(rejected))


def _named(titles: Sequence[str]) -> str:
    """Some titles, in a refusal."""
    return ", ".join(f"“{title}”" for title in dict.fromkeys(titles[:5]))


async def read_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID) -> dict[str, Any]:
    """A document as its page shows it."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    versions = await session.execute(
        select(EvidenceFile, *UPLOADER)
        .join(Person, Person.id == EvidenceFile.uploaded_by)
        .outerjoin(Behalf, Behalf.id == EvidenceFile.uploaded_for)
        .where(EvidenceFile.evidence_id == evidence.id)
        .order_by(EvidenceFile.number)  # redacted copies first, the latest of them before the others
    )
    files = [(file, signed_name(name, behalf, actor.language)) for file, name, behalf in versions.all()]
    mine = any(actor.is_one_of(file.uploaded_by, file.uploaded_for) for file, _name in files)
    shaped = [_version(file, name, actor.language) for file, name in files if file.redacts is None]
    present = next(version for version in shaped if version["number"] == evidence.file_version)
    same = select(Evidence.id).where(Evidence.sha256 == evidence.sha256, Evidence.unit_id == evidence.unit_id, Evidence.id != evidence.id)
    fields: dict[str, Any] = {column.key: getattr(evidence, column.key) for column in COLUMNS if column.key != "unit_id"}
    own = unit.id in actor.answered
    return {
        **fields,
        **told_standing(evidence),
        "unit": {"id": unit.id, "code": unit.code, "name": unit.short_name},
        "uploaded_by": shaped[0]["uploaded_by"],
        "allowed_actions": evidence_actions(actor, UnitRef(unit.id, unit.coordinating), evidence, mine=mine),
        "signature_state": present["signature_state"],
        "alike": bool(await session.scalar(select(is_alike(actor)).select_from(Evidence).join(Unit).where(Evidence.id == evidence.id))),
        "found_in_text": None,
        "signatures": present["signatures"],
        "pack": present["pack"],
        "scan_finding": present["scan_finding"],
        "scanned_at": present["scanned_at"],
        "versions": shaped,
        "redacted": [_copy(evidence, file, name) for file, name in files if file.redacts is not None],
        "readers": readers_of(evidence, unit, actor.language),
        "same_as": list(await session.scalars(same.limit(20))) if own else [],
    }


def _copy(evidence: Evidence, file: EvidenceFile, name: str) -> dict[str, Any]:
    fields = ("file_name", "media_type", "size", "sha256", "uploaded_at")
    return {
        **{field: getattr(file, field) for field in fields},
        "number": -file.number,
        "of": file.redacts,
        "shown": file.number == evidence.redacted_number,
        "uploaded_by": name,
    }


def _version(file: EvidenceFile, name: str, language: str) -> dict[str, Any]:
    return {
        **{field: getattr(file, field) for field in _OF_A_VERSION},
        "uploaded_by": name,
        "signature_state": file.signature_state,
        "signatures": [told(signature, language) for signature in file.signatures],
        "pack": packed(file.pack, language) if file.pack else None,
        "scan_state": file.scan_state,
        "scan_finding": file.scan_finding,
        "scanned_at": file.scanned_at,
    }


_OF_A_VERSION = (
    "number",
    "file_name",
    "media_type",
    "size",
    "sha256",
    "received_size",
    "received_sha256",
    "flags",
    "uploaded_at",
    "review_state",
    "review_code",
    "review_reason",
    "reviewed_at",
)


async def file_of(session: AsyncSession, evidence: Evidence, number: int | None = None) -> EvidenceFile:
    """One version of the document's file, to be read; the present one unless a number is given. Refused while it may not leave."""
    wanted = number if number is not None else evidence.file_version
    statement = select(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id, EvidenceFile.number == wanted)
    file = await session.scalar(statement)
    if file is None:
        raise EvidenceNotFound
    if file.erased_at is not None:
        raise DocumentErased
    require_leaving(file)
    return file


async def find_ticket(session: AsyncSession, evidence_id: UUID, secret: str) -> EvidenceTicket | None:
    """The one-minute right that the secret stands for, while it lasts."""
    return await session.scalar(
        select(EvidenceTicket).where(
            EvidenceTicket.ticket_hash == sha256(secret.encode()).hexdigest(),
            EvidenceTicket.evidence_id == evidence_id,
            EvidenceTicket.expires_at > clock.real(),
        )
    )


USES = Export(
    "noi-su-dung",
    [
        Column("unit", "Đơn vị", "Unit", 28),
        Column("label", "Dùng cho", "Proof of", 60),
        Column("accepted_version", "Phiên bản đã chấp nhận", "Accepted version", 12),
    ],
)
