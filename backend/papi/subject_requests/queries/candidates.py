"""Documents in which the person of a request stands, among those that the handler may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, false, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries import has_redacted_copy, visible_to
from papi.evidence.standing import may_leave
from papi.evidence.texts.models import EvidenceText
from papi.evidence.texts.searching import ever_found_by, holds
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset
from papi.kit.text import search_words
from papi.kit.types import AnyRow
from papi.subject_requests.looking import spellings
from papi.subject_requests.models import SubjectRequest, SubjectRequestDocument
from papi.subject_requests.queries.places import Said, Wanted, add_places
from papi.subject_requests.queries.requests import HANDLE, get_request
from papi.subject_requests.schemas import CandidateQuery, SearchedBy

_KEYSET = Keyset({"uploaded_at": Key(Evidence.uploaded_at, datetime), "unit": Key(Unit.sort, int)}, default="-uploaded_at", id=Evidence.id)


def _numbers(versions: Any, _language: str) -> str:
    return ", ".join(map(str, versions))


_EXPORT = Export(
    "tai-lieu-tim-thay",
    [
        Column("title", "Tài liệu", "Document", 50),
        Column("document_number", "Số, ký hiệu", "Number", 18),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("uploaded_at", "Tải lên lúc", "Uploaded at", 18),
        Column("versions", "Phiên bản có nội dung", "Versions that say it", 22, said=_numbers),
        Column("file_version", "Phiên bản hiện tại", "Present version", 18),
    ],
)


async def list_candidates(session: AsyncSession, actor: Actor, request_id: UUID, query: CandidateQuery, *, with_places: bool) -> Listing:
    """The documents, the latest first, with the versions that speak of the person; `with_places`: and the place where. No text is read for
    a file of them, which tells no places."""
    request, unit = await get_request(session, actor, request_id)
    actor.require(HANDLE, unit)
    wanted = _wanted(request, query)
    chosen = SubjectRequestDocument
    statement = (
        select(
            *(Evidence.id, Evidence.title, Evidence.document_number, Evidence.file_name, Evidence.uploaded_at, Evidence.unit_id),
            *(Evidence.contains_personal_data, Evidence.file_version, chosen.goes, chosen.file_version.label("chosen_version")),
            has_redacted_copy().label("has_redacted_copy"),
            Unit.code,
            Unit.short_name,
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .outerjoin(chosen, and_(chosen.evidence_id == Evidence.id, chosen.request_id == request.id))
        .where(visible_to(actor), Evidence.erased_at.is_(None))
        .where(ever_found_by(*spelled) if (spelled := _spelled(wanted)) else false())
    )
    if query.q and search_words(query.q):
        statement = statement.where(ever_found_by(query.q))

    async def tell(session: AsyncSession, items: list[Any]) -> None:
        files = await _add_versions(session, items, wanted)
        if with_places:
            await add_places(session, items, files, wanted)

    return Listing(Pages(statement, _KEYSET), _item, _EXPORT, enrich=tell)


def _wanted(request: SubjectRequest, query: CandidateQuery) -> Wanted:
    told = {
        SearchedBy.NAME: request.subject_name,
        SearchedBy.IDENTITY_NUMBER: request.identity_number,
        SearchedBy.PHONE: request.phone,
    }
    return {by: text for by, text in told.items() if text and query.by in (None, by)}


def _spelled(wanted: Wanted) -> list[str]:
    """What is looked for in words: any of these."""
    every = [spelling for by, text in wanted.items() for spelling in ([text] if by is SearchedBy.NAME else spellings(text))]
    return [spelling for spelling in every if search_words(spelling)]


def _item(row: AnyRow) -> dict[str, Any]:
    names = (
        *("id", "title", "document_number", "file_name", "file_version", "uploaded_at", "contains_personal_data", "has_redacted_copy"),
        *("goes", "chosen_version"),
    )
    return {**{name: getattr(row, name) for name in names}, "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name}}


async def _add_versions(session: AsyncSession, items: Sequence[dict[str, Any]], wanted: Wanted) -> list[Said]:
    """Say which versions hold the words, the latest first; and give their files."""
    text = EvidenceText
    said = holds(*spelled) if (spelled := _spelled(wanted)) else false()
    of_them = text.evidence_id.in_([item["id"] for item in items])
    found = select(text.evidence_id, text.number, text.file_id).join(EvidenceFile, EvidenceFile.id == text.file_id)
    rows = await session.execute(found.where(of_them, said, may_leave()).order_by(text.evidence_id, text.number.desc()))
    files = [Said(*row) for row in rows]
    for item in items:
        item["versions"] = [one.version for one in files if one.document_id == item["id"]]
    return files
