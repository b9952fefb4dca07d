"""Documents found by what their present file says, and which of them are marked as like another."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Viewer
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.standing import may_leave, present_may_leave
from papi.evidence.texts.models import EvidenceLikeness, EvidenceText
from papi.kit.excerpts import excerpt_of
from papi.kit.paging import matches
from papi.kit.text import is_found_in, search_words
from papi.kit.wordsearch import holds_words

_AT_ONCE = 10


def found_by(query: str) -> ColumnElement[bool]:
    """Documents whose description, or whose present file, has every word of the query."""
    return or_(matches(Evidence.folded, query), says(query)) if search_words(query) else true()


def says(query: str) -> ColumnElement[bool]:
    """Documents whose present file says every word of the query, which has at least one."""
    found = select(EvidenceText.evidence_id, EvidenceText.number).where(holds(query))
    return and_(tuple_(Evidence.id, Evidence.file_version).in_(found), present_may_leave())


def ever_found_by(*queries: str) -> ColumnElement[bool]:
    """Documents whose description, or any version of whose file, has every word of one of the queries, which each have at least one."""
    described = or_(*(matches(Evidence.folded, query) for query in queries))
    said = select(EvidenceText.evidence_id).join(EvidenceFile, EvidenceFile.id == EvidenceText.file_id)
    return or_(described, Evidence.id.in_(said.where(holds(*queries), may_leave())))


def holds(*queries: str) -> ColumnElement[bool]:
    """Texts with every word of one of the queries, which each have at least one."""
    return holds_words(_TABLE, EvidenceText.folded, EvidenceText.place, *queries)


_TABLE = EvidenceText.metadata.tables["evidence_texts"]


def is_alike(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the present file is like one that was there before, for the unit and its reviewer alone. Joins `Unit`."""
    told = or_(viewer.answers(Evidence.unit_id), viewer.judges("evidence.review", Evidence.unit_id, Unit.coordinating))
    noted = exists().where(
        EvidenceLikeness.evidence_id == Evidence.id,
        EvidenceLikeness.dismissed_at.is_(None),
        EvidenceText.file_id == EvidenceLikeness.file_id,
        EvidenceText.number == Evidence.file_version,
    )
    return and_(told, noted, present_may_leave())


async def add_excerpts(session: AsyncSession, items: list[dict[str, Any]], query: str) -> None:
    """Say of documents that only their content was found by, where and in which words: one statement for all of them."""
    wanted = {item["id"]: item for item in items if not is_found_in(_described(item), query)}
    for item in items:
        item["found_in_text"] = None
    open_ids = [key for key, item in wanted.items() if not item["contains_personal_data"]]
    texts = await load_texts(session, open_ids)
    found = await asyncio.to_thread(_excerpts, texts, query)
    for key, item in wanted.items():
        item["found_in_text"] = found.get(key, {"page": None, "words": None})


def _described(item: dict[str, Any]) -> str:
    return " ".join(filter(None, (item["title"], item["document_number"], item["file_name"])))


async def load_texts(session: AsyncSession, ids: list[UUID]) -> dict[UUID, str]:
    """What the present files of these documents say, as far as it was read and may be read."""
    present = tuple_(EvidenceText.evidence_id, EvidenceText.number).in_(
        select(Evidence.id, Evidence.file_version).where(Evidence.id.in_(ids), present_may_leave())
    )
    return {row.evidence_id: row.text for row in await session.execute(select(EvidenceText.evidence_id, EvidenceText.text).where(present))}


async def texts_in_portions(session: AsyncSession, file_ids: Sequence[UUID]) -> AsyncIterator[Mapping[UUID, str]]:
    """What versions say, by their files, in their order: some at a time, for a text may be long and there may be many."""
    for start in range(0, len(file_ids), _AT_ONCE):
        some = file_ids[start : start + _AT_ONCE]
        rows = await session.execute(select(EvidenceText.file_id, EvidenceText.text).where(EvidenceText.file_id.in_(some)))
        texts = {row.file_id: row.text for row in rows}
        yield {file_id: texts[file_id] for file_id in some if file_id in texts}


def _excerpts(texts: dict[UUID, str], query: str) -> dict[UUID, dict[str, Any]]:
    found = {key: excerpt_of(text, query) for key, text in texts.items()}
    return {
        key: {"page": excerpt.page if "\f" in texts[key] else None, "words": excerpt.words} for key, excerpt in found.items() if excerpt
    }
