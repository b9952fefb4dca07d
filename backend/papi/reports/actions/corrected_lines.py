"""What a corrected line is to read: as it was accepted but for what is given, and no less than a report must say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence import queries as evidence_queries
from papi.kit.errors import FieldError
from papi.reports.actions.figures import check_figures
from papi.reports.actions.occurrences import Occurrence
from papi.reports.models import ReportLine
from papi.reports.schemas.corrections import CorrectionLineWrite
from papi.reports.sufficiency import Lack, content_of, lacks, lacks_figures
from papi.reports.words import LACK_WORDS

_TEXTS = ("result", "difficulties", "proposals")
WRITTEN = (*_TEXTS, "percent", "figures")
"""What of a corrected line stands in the line itself; its documents are links."""
_FIELDS = {Lack.EMPTY: "result", Lack.FIGURES: "figures", Lack.EVIDENCE: "evidence_ids"}


def accepted_content(line: ReportLine, evidence: Sequence[UUID]) -> dict[str, Any]:
    """What stands in the line now, with its documents."""
    written = {name: getattr(line, name) for name in WRITTEN}
    return {**written, "figures": dict(line.figures or {}), "evidence": [str(document) for document in evidence]}


async def corrected_content(
    session: AsyncSession, actor: Actor, item: Occurrence, before: Mapping[str, Any], given: CorrectionLineWrite
) -> dict[str, Any]:
    """What is to stand in the line: the given fields and numbers in the place of those that do."""
    after = dict(before)
    after |= {name: getattr(given, name) or "" for name in _TEXTS if name in given.model_fields_set}
    if "percent" in given.model_fields_set:
        after["percent"] = given.percent
    if given.figures is not None:
        after["figures"] = (await check_figures(session, item.task, item.line.figures, given.figures)).kept
    if given.evidence_ids is not None:
        wanted = list(dict.fromkeys(given.evidence_ids))
        added = [document for document in wanted if str(document) not in before["evidence"]]
        if added:
            await evidence_queries.list_own(session, actor, added)
        after["evidence"] = [str(document) for document in wanted]
    return after


def still_lacking(item: Occurrence, after: Mapping[str, Any]) -> list[Lack]:
    """What stops the corrected line from standing, by the rule that stopped the report from being sent."""
    content = replace(
        content_of(item.line, item.task),
        result=after["result"],
        percent=after["percent"],
        carried_forward=False,
        evidence_count=len(after["evidence"]),
        figures_missing=lacks_figures(item.task.required_figures, after["figures"]),
    )
    return [lack for lack in lacks(content) if lack.stops]


def named_lack(item: Occurrence, place: int, lack: Lack) -> FieldError:
    """The lack with its line, for whoever corrects."""
    vi, en = LACK_WORDS[lack]
    number, title = item.line.sort + 1, item.task.title
    pointer = f"/lines/{place}/{_FIELDS[lack]}"
    return FieldError(pointer, f"Dòng {number} “{title}”: {vi[:1].lower()}{vi[1:]}.", f"Line {number} “{title}”: {en[:1].lower()}{en[1:]}.")
