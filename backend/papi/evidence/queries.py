"""Reading evidence: the own unit's, what was released to supervisors, what was lent to a lead unit."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, exists, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef, Viewer
from papi.access.permissions import Scope
from papi.directory.models import Person, Unit
from papi.evidence.errors import EvidenceNotFound
from papi.evidence.linking import LINKERS, parse_target
from papi.evidence.models import Evidence, EvidenceFile, EvidenceReader, EvidenceTicket, ReviewState
from papi.evidence.schemas import EvidenceQuery
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow
from papi.outbox.wording import signed_name


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The own unit's documents; released ones for supervisors, those with personal data for reviewers alone; lent ones. Joins `Unit`."""
    scopes = viewer.scopes("evidence.read")
    seen = [_kept_by(viewer) if scopes else false()]
    if Scope.ALL in scopes:
        judged = viewer.judges("evidence.review", Evidence.unit_id, Unit.coordinating)
        seen.append(and_(Evidence.released.is_(True), or_(Evidence.contains_personal_data.is_(False), judged)))
    if Scope.LED in scopes:
        lent = exists().where(EvidenceReader.evidence_id == Evidence.id, viewer.keeps(EvidenceReader.unit_id))
        seen.append(and_(Evidence.released.is_(True), Evidence.contains_personal_data.is_(False), lent))
    return or_(*seen)


def _kept_by(viewer: Viewer) -> ColumnElement[bool]:
    """The documents of the unit and of those before it; where another unit answers for one of these, only what proves something and
    holds no personal data: the rest is for a single unit."""
    if isinstance(viewer, Actor) and viewer.answered == viewer.inherited:
        return viewer.keeps(Evidence.unit_id)
    proving = and_(Evidence.contains_personal_data.is_(False), Evidence.link_count > 0)
    return or_(viewer.answers(Evidence.unit_id), and_(viewer.keeps(Evidence.unit_id), proving))


def told_to(
    viewer: Viewer, language: str, file_name: SQLColumnExpression[str] = Evidence.file_name
) -> tuple[ColumnElement[str], ColumnElement[str], ColumnElement[str | None]]:
    """Title, file name and number for those who see what the document proves: of one with personal data they may learn only that
    it is there. `file_name` is the present one unless another is given. Joins `Unit`."""
    seen = visible_to(viewer)
    hidden = "Personal data: for the unit and its reviewer" if language == "en" else "Có dữ liệu cá nhân: chỉ đơn vị và người thẩm tra xem"
    return (
        case((seen, Evidence.title), else_=hidden).label("title"),
        case((seen, file_name), else_="").label("file_name"),
        case((seen, Evidence.document_number), else_=None).label("document_number"),
    )


def kept_from(viewer: Viewer, evidence_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether it is a document with personal data that the viewer may not see, whenever it was marked."""
    document = select(Evidence.id).join(Unit, Unit.id == Evidence.unit_id)
    return exists(document.where(Evidence.id == evidence_id, Evidence.contains_personal_data.is_(True), ~visible_to(viewer)))


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


async def list_own(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Evidence]:
    """Documents that the actor's unit keeps, its own and those of units before it, in the order asked for; any other id is refused."""
    rows = await session.scalars(select(Evidence).where(Evidence.id.in_(ids), _kept_by(actor)))
    known = {evidence.id: evidence for evidence in rows}
    if set(ids) - known.keys():
        raise EvidenceNotFound
    return [known[evidence_id] for evidence_id in dict.fromkeys(ids)]


def list_evidence(actor: Actor, query: EvidenceQuery) -> Listing:
    """The library that the actor may see, the latest first."""
    actor.require_some("evidence.read")
    statement = (
        select(*_ROW, Unit.code, Unit.short_name, Unit.coordinating, *_UPLOADER, _mine(actor))
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(Person, Person.id == Evidence.uploaded_by)
        .outerjoin(_Behalf, _Behalf.id == Evidence.uploaded_for)
        .where(visible_to(actor), *_filters(query))
    )
    return Listing(Pages(statement, _KEYSET), lambda row: shape_row(actor, row), _EXPORT)


_Behalf = aliased(Person)
_UPLOADER = (Person.full_name.label("uploader"), _Behalf.full_name.label("uploaded_for"))


def _mine(actor: Actor) -> ColumnElement[bool]:
    return exists().where(EvidenceFile.evidence_id == Evidence.id, uploaded_by(actor)).label("mine")


def _filters(query: EvidenceQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [true()]
    if query.unit is not None:
        found.append(Evidence.unit_id == query.unit)
    if query.media_type is not None:
        found.append(Evidence.media_type == query.media_type)
    if query.review_state is not None:
        found.append(Evidence.review_state == query.review_state)
    if query.sha256 is not None:
        found.append(Evidence.sha256 == query.sha256)
    if query.unused:
        found.append(Evidence.link_count == 0)
    if query.linked_to is not None:
        linker, target = parse_target(query.linked_to)
        found.append(Evidence.id.in_(linker.linked(target)))
    if query.q:
        found.append(matches(Evidence.folded, query.q))
    return found


_ROW = (
    Evidence.id,
    Evidence.version,
    Evidence.unit_id,
    Evidence.title,
    Evidence.document_number,
    Evidence.issued_on,
    Evidence.effective_on,
    Evidence.contains_personal_data,
    Evidence.file_name,
    Evidence.media_type,
    Evidence.size,
    Evidence.sha256,
    Evidence.page_count,
    Evidence.file_version,
    Evidence.scan_state,
    Evidence.review_state,
    Evidence.review_reason,
    Evidence.link_count,
    Evidence.uploaded_at,
)
_KEYSET = Keyset(
    {
        "uploaded_at": Key(Evidence.uploaded_at, datetime),
        "title": Key(Evidence.folded, str),
        "size": Key(Evidence.size, int),
        "issued_on": Key(Evidence.issued_on, date, nullable=True),
        "link_count": Key(Evidence.link_count, int),
        "unit": Key(Unit.sort, int),
    },
    default="-uploaded_at",
    id=Evidence.id,
)
_EXPORT = Export(
    "tai-lieu",
    [
        Column("title", "Tài liệu kiểm chứng", "Document", 50),
        Column("document_number", "Số, ký hiệu", "Number", 18),
        Column("issued_on", "Ngày ban hành", "Issued", 14),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("file_name", "Tên tệp", "File", 36),
        Column("size", "Dung lượng (byte)", "Size", 14),
        Column("link_count", "Số lần dùng", "Uses", 10),
        Column("uploaded_by", "Người tải lên", "Uploaded by", 24),
        Column("uploaded_at", "Tải lên lúc", "Uploaded at", 18),
    ],
)


def shape_row(actor: Actor, row: AnyRow) -> dict[str, Any]:
    """A row as the wire's `EvidenceRow`."""
    item: dict[str, Any] = {column.key: getattr(row, column.key) for column in _ROW if column.key != "unit_id"}
    return {
        **item,
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
        "uploaded_by": signed_name(row.uploader, row.uploaded_for, actor.language),
        "allowed_actions": evidence_actions(actor, UnitRef(row.unit_id, row.coordinating), row.review_state, mine=bool(row.mine)),
    }


def uploaded_by(actor: Actor) -> ColumnElement[bool]:
    """The files that the actor, or whom the actor stands for, has uploaded: nobody reviews their own."""
    people = [actor.person_id, *([actor.acts_for] if actor.acts_for else [])]
    return or_(EvidenceFile.uploaded_by.in_(people), EvidenceFile.uploaded_for.in_(people))


def evidence_actions(actor: Actor, unit: UnitRef, state: ReviewState, *, mine: bool) -> list[str]:
    """What the actor may do with a document. `mine`: the actor has uploaded a version of it."""
    found = ["edit", "replace"] if actor.may("evidence.upload", unit) else []
    if found and any(actor.may(linker.permission, unit) for linker in LINKERS.values()):
        found.append("link")
    if actor.may("evidence.review", unit) and not mine:
        found += [name for name, goal in (("accept", ReviewState.ACCEPTED), ("reject", ReviewState.REJECTED)) if state is not goal]
    return found


async def read_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID) -> dict[str, Any]:
    """A document as its page shows it."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    versions = await session.execute(
        select(EvidenceFile, *_UPLOADER)
        .join(Person, Person.id == EvidenceFile.uploaded_by)
        .outerjoin(_Behalf, _Behalf.id == EvidenceFile.uploaded_for)
        .where(EvidenceFile.evidence_id == evidence.id)
        .order_by(EvidenceFile.number)
    )
    files = [(file, signed_name(name, behalf, actor.language)) for file, name, behalf in versions.all()]
    mine = any(actor.is_one_of(file.uploaded_by, file.uploaded_for) for file, _name in files)
    shaped = [_version(file, name) for file, name in files]
    same = select(Evidence.id).where(Evidence.sha256 == evidence.sha256, Evidence.unit_id == evidence.unit_id, Evidence.id != evidence.id)
    fields: dict[str, Any] = {column.key: getattr(evidence, column.key) for column in _ROW if column.key != "unit_id"}
    own = unit.id in actor.answered
    return {
        **fields,
        "unit": {"id": unit.id, "code": unit.code, "name": unit.short_name},
        "uploaded_by": shaped[0]["uploaded_by"],
        "allowed_actions": evidence_actions(actor, UnitRef(unit.id, unit.coordinating), evidence.review_state, mine=mine),
        "signatures": [],
        "versions": shaped,
        "same_as": list(await session.scalars(same.limit(20))) if own else [],
    }


def _version(file: EvidenceFile, name: str) -> dict[str, Any]:
    fields = ("number", "file_name", "media_type", "size", "sha256", "uploaded_at")
    return {**{field: getattr(file, field) for field in fields}, "uploaded_by": name}


async def file_of(session: AsyncSession, evidence: Evidence, number: int | None = None) -> EvidenceFile:
    """One version of the document's file; the present one unless a number is given."""
    wanted = number if number is not None else evidence.file_version
    statement = select(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id, EvidenceFile.number == wanted)
    file = await session.scalar(statement)
    if file is None:
        raise EvidenceNotFound
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


USES = Export("noi-su-dung", [Column("unit", "Đơn vị", "Unit", 28), Column("label", "Dùng cho", "Proof of", 60)])
