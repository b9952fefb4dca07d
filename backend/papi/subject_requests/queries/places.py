"""Where in a document, and in which version of it, the person of a request stands."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.texts.searching import texts_in_portions
from papi.subject_requests.looking import find_name, find_number, has_name, has_number
from papi.subject_requests.schemas import FoundIn, SearchedBy

Wanted = Mapping[SearchedBy, str]


class Said(NamedTuple):
    """A version that holds the words, somewhere."""

    document_id: UUID
    version: int
    file_id: UUID


async def add_places(session: AsyncSession, items: Sequence[dict[str, Any]], files: Sequence[Said], wanted: Wanted) -> None:
    """Say where the person stands: in what describes the document, else in the text of the latest version in which the words stand in a
    row, else of the latest in which they stand at all."""
    for item in items:
        place = _described(item, wanted)
        item["place"] = None if place is None else {**place, "version": item["file_version"]}
    undescribed = {item["id"] for item in items if item["place"] is None}
    places = await _in_texts(session, [one for one in files if one.document_id in undescribed], wanted)
    for item in items:
        item["place"] = item["place"] or places.get(item["id"])
        if item["contains_personal_data"] and item["place"] is not None:
            item["place"]["words"] = None
        del item["file_name"]


async def _in_texts(session: AsyncSession, files: Sequence[Said], wanted: Wanted) -> Mapping[UUID, dict[str, Any]]:
    of_file = {one.file_id: one for one in files}
    found: dict[UUID, dict[str, Any]] = {}
    async for texts in texts_in_portions(session, list(of_file)):
        for file_id, place in (await asyncio.to_thread(_looked_through, texts, wanted)).items():
            one = of_file[file_id]
            known = found.get(one.document_id)
            if known is None or (place["together"] and not known["together"]):
                found[one.document_id] = {**place, "version": one.version}
    return found


def _looked_through(texts: Mapping[UUID, str], wanted: Wanted) -> dict[UUID, dict[str, Any]]:
    return {file_id: place for file_id, text in texts.items() if (place := _in_text(text, wanted)) is not None}


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
