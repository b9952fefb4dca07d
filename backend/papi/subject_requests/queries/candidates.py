"""Documents in which the person of a request stands, among those that the handler may see."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import has_redacted_copy, visible_to
from papi.evidence.texts.searching import found_by, load_texts
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset
from papi.kit.types import AnyRow
from papi.subject_requests.looking import find_name, find_number, has_name, has_number, spellings
from papi.subject_requests.models import SubjectRequest, SubjectRequestDocument
from papi.subject_requests.queries.requests import HANDLE, get_request
from papi.subject_requests.schemas import CandidateQuery, FoundIn, SearchedBy

_KEYSET = Keyset({"uploaded_at": Key(Evidence.uploaded_at, datetime), "unit": Key(Unit.sort, int)}, default="-uploaded_at", id=Evidence.id)
_EXPORT = Export(
    "tai-lieu-tim-thay",
    [
        Column("title", "Tài liệu", "Document", 50),
        Column("document_number", "Số, ký hiệu", "Number", 18),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("uploaded_at", "Tải lên lúc", "Uploaded at", 18),
    ],
)
Wanted = Mapping[SearchedBy, str]


async def list_candidates(session: AsyncSession, actor: Actor, request_id: UUID, query: CandidateQuery) -> Listing:
    """The documents, the latest first, with the place where the person stands."""
    request, unit = await get_request(session, actor, request_id)
    actor.require(HANDLE, unit)
    wanted = _wanted(request, query)
    chosen = SubjectRequestDocument
    statement = (
        select(
            *(Evidence.id, Evidence.title, Evidence.document_number, Evidence.file_name, Evidence.uploaded_at, Evidence.unit_id),
            Evidence.contains_personal_data,
            has_redacted_copy().label("has_redacted_copy"),
            Unit.code,
            Unit.short_name,
            chosen.goes,
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .outerjoin(chosen, and_(chosen.evidence_id == Evidence.id, chosen.request_id == request.id))
        .where(visible_to(actor), Evidence.erased_at.is_(None), or_(false(), *(_stands(by, text) for by, text in wanted.items())))
    )
    if query.q:
        statement = statement.where(found_by(query.q))

    async def tell(session: AsyncSession, items: list[Any]) -> None:
        await _add_places(session, items, wanted)

    return Listing(Pages(statement, _KEYSET), _item, _EXPORT, enrich=tell)


def _wanted(request: SubjectRequest, query: CandidateQuery) -> Wanted:
    told = {
        SearchedBy.NAME: request.subject_name,
        SearchedBy.IDENTITY_NUMBER: request.identity_number,
        SearchedBy.PHONE: request.phone,
    }
    return {by: text for by, text in told.items() if text and query.by in (None, by)}


def _stands(by: SearchedBy, text: str) -> ColumnElement[bool]:
    if by is SearchedBy.NAME:
        return found_by(text)
    return or_(*(found_by(spelling) for spelling in spellings(text)))


def _item(row: AnyRow) -> dict[str, Any]:
    names = ("id", "title", "document_number", "file_name", "uploaded_at", "contains_personal_data", "has_redacted_copy", "goes")
    return {**{name: getattr(row, name) for name in names}, "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name}}


async def _add_places(session: AsyncSession, items: Sequence[dict[str, Any]], wanted: Wanted) -> None:
    """Say where the person stands: in what describes the document, else in its text."""
    for item in items:
        item["place"] = _described(item, wanted)
        del item["file_name"]
    texts = await load_texts(session, [item["id"] for item in items if item["place"] is None])
    places = await asyncio.to_thread(lambda: {key: _in_text(text, wanted) for key, text in texts.items()})
    for item in items:
        item["place"] = item["place"] or places.get(item["id"])
        if item["contains_personal_data"] and item["place"] is not None:
            item["place"]["words"] = None


def _described(item: Mapping[str, Any], wanted: Wanted) -> dict[str, Any] | None:
    for where in (FoundIn.TITLE, FoundIn.DOCUMENT_NUMBER, FoundIn.FILE_NAME):
        for by, text in wanted.items():
            has = has_name if by is SearchedBy.NAME else has_number
            if item[where] and has(item[where], text):
                return {"by": by, "where": where, "together": True, "page": None, "words": None}
    return None


def _in_text(text: str, wanted: Wanted) -> dict[str, Any] | None:
    """What stands in a row before what stands apart."""
    found = [(by, (find_name if by is SearchedBy.NAME else find_number)(text, asked)) for by, asked in wanted.items()]
    best = sorted(((by, one) for by, one in found if one is not None), key=lambda pair: not pair[1].together)
    if not best:
        return None
    by, one = best[0]
    page = one.excerpt.page if "\f" in text else None
    return {"by": by, "where": FoundIn.TEXT, "together": one.together, "page": page, "words": one.excerpt.words}
