"""What has changed in a report since it was accepted, compared word for word and hash by hash, and said in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.models import Evidence, ScanState
from papi.evidence.models import ReviewState as EvidenceReviewState
from papi.evidence.words import said_reason
from papi.kit.types import AnyRow
from papi.reports.models import ReportState
from papi.reports.queries.answers import read_answers
from papi.reports.queries.lines import read_lines
from papi.reports.queries.seals import find_seal
from papi.reports.words import SEALED_FIELDS, SEALED_WORDS, said_figures, yes_or_no


@dataclass(frozen=True)
class Change:
    """One difference: a sentence of `SEALED_WORDS`, its parts, and both texts where there are texts."""

    what: str
    line: int | None = None
    before: str | None = None
    after: str | None = None
    parts: tuple[tuple[str, object], ...] = ()


async def read_changes(session: AsyncSession, actor: Actor, report_id: UUID) -> dict[str, Any]:
    """The report as the actor may see it now, against its latest seal."""
    loaded, seal = await find_seal(session, actor, report_id)
    sealed = json.loads(seal.content)
    now = await read_lines(session, actor, report_id)
    documents = await _documents(session, sealed["lines"])
    answers = await read_answers(session, actor, report_id)
    found = [
        *_of_report(loaded.report.state),
        *_of_answers(sealed.get("answers", []), answers),
        *_of_lines(sealed["lines"], now, documents, actor.language),
    ]
    return {"number": seal.number, "sealed_at": seal.sealed_at, "changes": [_said(change, actor.language) for change in found]}


def _of_report(state: ReportState) -> Iterator[Change]:
    if state is not ReportState.ACCEPTED:
        yield Change("reopened")


def _of_answers(sealed: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    for before, after in zip(sealed, now, strict=False):  # an open period's questions stay as they are
        if before["value"] != after["value"]:
            parts = (("number", before["number"]), ("title", before["question"]["text"]))
            yield Change("answer", None, before["said"], after["value_text"], parts)


def _of_lines(
    sealed: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], documents: Mapping[str, AnyRow], language: str
) -> Iterator[Change]:
    present = {line["task"]["key"]: line for line in now}
    for before in sealed:
        after = present.pop(before["task"]["key"], None)
        named = (("number", before["number"]), ("title", before["task"]["title"]))
        if after is None:
            yield Change("line_gone", before["number"], parts=named)
        else:
            yield from _of_texts(before, after, language)
            yield from _of_links(before, after)
        yield from _of_documents(before, documents, language)
    for line in present.values():
        yield Change("line_new", line["number"], parts=(("number", line["number"]), ("title", line["task"]["title"])))


def _of_texts(before: Mapping[str, Any], after: Mapping[str, Any], language: str) -> Iterator[Change]:
    for name in SEALED_FIELDS:
        if before[name] != after[name]:
            parts = (("number", before["number"]), ("field", name))
            then, now = (_shown(value, after["task"]["figures"], language) for value in (before[name], after[name]))
            yield Change("text", before["number"], then, now, parts)


def _shown(value: Any, figures: Sequence[Mapping[str, Any]], language: str) -> str:
    if isinstance(value, bool):
        return yes_or_no(value, language)
    if isinstance(value, dict):
        return said_figures(figures, cast(dict[str, Any], value), language)
    return "" if value is None else str(value)


def _of_links(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    sealed = {document["id"]: document["title"] for document in before["evidence"]}
    linked = {str(document["id"]): document["title"] for document in after["evidence"]}
    for what, some, others in (("document_new", linked, sealed), ("document_gone", sealed, linked)):
        for key in some.keys() - others.keys():
            yield Change(what, before["number"], parts=(("number", before["number"]), ("title", some[key])))


def _of_documents(line: Mapping[str, Any], documents: Mapping[str, AnyRow], language: str) -> Iterator[Change]:
    for sealed in line["evidence"]:
        document = documents.get(sealed["id"])
        parts = (("number", line["number"]), ("title", sealed["title"]))
        if document is None:
            continue
        if document.sha256 != sealed["sha256"]:
            versions = (("then", sealed["version"]), ("now", document.file_version))
            yield Change("file", line["number"], sealed["sha256"], document.sha256, (*parts, *versions))
        if document.review_state is EvidenceReviewState.REJECTED:
            yield Change("rejected", line["number"], None, said_reason(document.review_code, document.review_reason, language), parts)
        if document.scan_state is ScanState.INFECTED:
            yield Change("quarantined", line["number"], parts=parts)


async def _documents(session: AsyncSession, lines: Sequence[Mapping[str, Any]]) -> Mapping[str, AnyRow]:
    ids = {UUID(document["id"]) for line in lines for document in line["evidence"]}
    told = (Evidence.review_state, Evidence.review_code, Evidence.review_reason, Evidence.scan_state)
    columns = (Evidence.id, Evidence.sha256, Evidence.file_version, *told)
    rows = await session.execute(select(*columns).where(Evidence.id.in_(ids)))
    return {str(row.id): row for row in rows}


def _said(change: Change, language: str) -> dict[str, Any]:
    at = 1 if language == "en" else 0
    parts = dict(change.parts)
    if "field" in parts:
        parts["field"] = SEALED_FIELDS[str(parts["field"])][at]
    return {
        "line": change.line,
        "what": change.what,
        "detail": SEALED_WORDS[change.what][at].format(**parts),
        "before": change.before,
        "after": change.after,
    }
