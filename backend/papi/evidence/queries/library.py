"""The library: its rows, filters and order, and its form as a file."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, exists, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person, Unit
from papi.evidence.linking import LINKERS, parse_target
from papi.evidence.models import LEAVING, LOST, Evidence, EvidenceFile, EvidenceReader, ReviewState, ScanState
from papi.evidence.queries.visibility import kept_and_lent, uploaded_by, visible_to
from papi.evidence.schemas import EvidenceQuery
from papi.evidence.standing import has_expired, in_stage, is_replaced, told_standing
from papi.evidence.texts.searching import add_excerpts, found_by, is_alike
from papi.evidence.words import REJECTION_WORDS, STAGE_WORDS
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset
from papi.kit.text import spoken, words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name

Behalf = aliased(Person)
SIGNATURE_STATE = (
    select(EvidenceFile.signature_state)
    .where(EvidenceFile.evidence_id == Evidence.id, EvidenceFile.number == Evidence.file_version)
    .correlate(Evidence)
    .scalar_subquery()
    .label("signature_state")
)
UPLOADER = (Person.full_name.label("uploader"), Behalf.full_name.label("uploaded_for"))
COLUMNS = (
    Evidence.id,
    Evidence.version,
    Evidence.unit_id,
    Evidence.title,
    Evidence.document_number,
    Evidence.issuing_body,
    Evidence.issued_on,
    Evidence.effective_on,
    Evidence.expires_on,
    Evidence.contains_personal_data,
    Evidence.file_name,
    Evidence.media_type,
    Evidence.size,
    Evidence.sha256,
    Evidence.page_count,
    Evidence.file_version,
    Evidence.flags,
    Evidence.scan_state,
    Evidence.review_state,
    Evidence.review_code,
    Evidence.review_reason,
    Evidence.accepted_version,
    Evidence.link_count,
    Evidence.uploaded_at,
    Evidence.erased_at,
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
_LENT_KEYSET = Keyset(
    {**_KEYSET.keys, "uploaded_at": Key(EvidenceReader.uploaded_at, datetime)}, default=_KEYSET.default, id=EvidenceReader.evidence_id
)


def _said_code(code: str | None, language: str) -> str:
    return "" if code is None else spoken(REJECTION_WORDS, code, language)


_EXPORT = Export(
    "tai-lieu",
    [
        Column("title", "Tài liệu kiểm chứng", "Document", 50),
        Column("document_number", "Số, ký hiệu", "Number", 18),
        Column("issuing_body", "Cơ quan ban hành", "Issuing body", 28),
        Column("issued_on", "Ngày ban hành", "Issued", 14),
        Column("effective_on", "Ngày có hiệu lực", "In force from", 14),
        Column("expires_on", "Ngày hết hiệu lực", "In force until", 14),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("file_name", "Tên tệp", "File", 36),
        Column("size", "Dung lượng (byte)", "Size", 14),
        Column("link_count", "Số lần dùng", "Uses", 10),
        Column("review_stage", "Thẩm tra", "Review", 22, words_of(STAGE_WORDS)),
        Column("review_code", "Lý do không chấp nhận", "Why not accepted", 30, said=_said_code),
        Column("review_reason", "Ghi rõ", "In words", 40),
        Column("accepted_version", "Phiên bản đã chấp nhận", "Accepted version", 12),
        Column("file_version", "Phiên bản hiện nay", "Present version", 12),
        Column("uploaded_by", "Người tải lên", "Uploaded by", 24),
        Column("uploaded_at", "Tải lên lúc", "Uploaded at", 18),
    ],
)


def list_evidence(actor: Actor, query: EvidenceQuery) -> Listing:
    """The library that the actor may see, the latest first."""
    actor.require_some("evidence.read")

    async def add_words(session: AsyncSession, items: list[Any]) -> None:
        await add_excerpts(session, items, query.q or "")

    return Listing(_pages(actor, query), lambda row: shape_row(actor, row), _EXPORT, enrich=add_words if query.q else None)


def _pages(actor: Actor, query: EvidenceQuery) -> Pages:
    filters, parts = library_filters(actor, query), kept_and_lent(actor)
    if parts is None:
        rows = select(Evidence.id).join(Unit, Unit.id == Evidence.unit_id).where(visible_to(actor), *filters)
        return Pages(rows, _KEYSET, lambda page: _page(actor, page))
    kept, lent = (part.where(*filters) for part in parts)
    return Pages(kept, _KEYSET, lambda page: _page(actor, page), also=[(lent, _LENT_KEYSET)])


def _page(actor: Actor, page: Subquery) -> AnySelect:
    """The documents of a page with all that is told of them."""
    told = (Evidence.released, Unit.code, Unit.short_name, Unit.coordinating, *UPLOADER, SIGNATURE_STATE)
    return (
        select(*COLUMNS, *told, _mine(actor), is_alike(actor).label("alike"))
        .join(page, page.c["_id"] == Evidence.id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(Person, Person.id == Evidence.uploaded_by)
        .outerjoin(Behalf, Behalf.id == Evidence.uploaded_for)
    )


def _mine(actor: Actor) -> ColumnElement[bool]:
    return exists().where(EvidenceFile.evidence_id == Evidence.id, uploaded_by(actor)).label("mine")


_EQUAL = {
    "unit": Evidence.unit_id,
    "media_type": Evidence.media_type,
    "review_state": Evidence.review_state,
    "scan_state": Evidence.scan_state,
}
"""Filters that ask for one value of a column."""


def library_filters(actor: Actor, query: EvidenceQuery) -> list[ColumnElement[bool]]:
    """What the library's filters leave of what may be seen."""
    asked = {column: getattr(query, name) for name, column in _EQUAL.items()}
    found: list[ColumnElement[bool]] = [true(), *(column == value for column, value in asked.items() if value is not None)]
    if query.review_stage is not None:
        found.append(in_stage(query.review_stage))
    if query.sha256 is not None:
        found.append(Evidence.id.in_(_holding(query.sha256)))
    said = (
        (query.expired, has_expired()),
        (query.replaced, is_replaced()),
        (query.unused, Evidence.link_count == 0),
        (query.alike, is_alike(actor)),
    )
    found += [condition for wanted, condition in said if wanted]
    if query.linked_to is not None:
        linker, target = parse_target(query.linked_to, actor)
        found.append(Evidence.id.in_(linker.linked(target)))
    return [*found, found_by(query.q)] if query.q else found


def _holding(sha256: str) -> AnySelect:
    """Documents whose present file was sent or is kept with these bytes: a phone's photo is kept without its place."""
    present = and_(EvidenceFile.evidence_id == Evidence.id, EvidenceFile.number == Evidence.file_version)
    sent = select(EvidenceFile.evidence_id).join(Evidence, present).where(EvidenceFile.received_sha256 == sha256)
    return sent.union(select(Evidence.id).where(Evidence.sha256 == sha256)).subquery().select()


def shape_row(actor: Actor, row: AnyRow) -> dict[str, Any]:
    """A row as the wire's `EvidenceRow`."""
    item: dict[str, Any] = {column.key: getattr(row, column.key) for column in COLUMNS if column.key != "unit_id"}
    return {
        **item,
        **told_standing(row),
        "signature_state": row.signature_state,
        "alike": bool(row.alike),
        "found_in_text": None,
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
        "uploaded_by": signed_name(row.uploader, row.uploaded_for, actor.language),
        "allowed_actions": evidence_actions(actor, UnitRef(row.unit_id, row.coordinating), row, mine=bool(row.mine)),
    }


def evidence_actions(actor: Actor, unit: UnitRef, row: Evidence | AnyRow, *, mine: bool) -> list[str]:
    """What the actor may do with a document. `mine`: the actor has uploaded a version of it."""
    if row.erased_at is not None:
        return ["reads"] if actor.may("evidence.read_log", unit) else []
    found = ["edit", "replace"] if actor.may("evidence.upload", unit) else []
    if found and row.scan_state not in LOST and any(actor.may(linker.permission, unit) for linker in LINKERS.values()):
        found.append("link")
    if found and row.scan_state is ScanState.FAILED:
        found.append("scan")
    if actor.may("evidence.read_log", unit):
        found.append("reads")
    if actor.may("evidence.review", unit) and not mine:
        found += _verdicts(row)
    return found


def _verdicts(row: Evidence | AnyRow) -> list[str]:
    """How the document may be judged now; nobody accepts what nobody may read."""
    goals = {"accept": ReviewState.ACCEPTED, "reject": ReviewState.REJECTED}
    open_ = {"accept": row.scan_state in LEAVING, "reject": True}
    return [name for name, goal in goals.items() if row.review_state is not goal and open_[name]]
