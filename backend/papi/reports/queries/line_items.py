"""A line as it is shown: what the unit says, what lacks, what was said before, and how its reader has marked it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from papi.directory.columns import unit_of
from papi.evidence.models import ReviewStage
from papi.kit.types import AnyRow
from papi.plans.models import Cadence
from papi.reports.queries.line_changes import sent_before, titles_of
from papi.reports.queries.line_parts import line_actions
from papi.reports.queries.previous import Previous
from papi.reports.queries.reports import period_of
from papi.reports.sufficiency import LineContent, is_complete, lacks, lacks_figures
from papi.reports.words import said_figures

TEXT_FIELDS = ("result", "percent", "figures", "difficulties", "proposals", "self_done", "carried_forward")


def content_of(row: AnyRow, evidence: Sequence[Mapping[str, Any]], previous_percent: int | None) -> LineContent:
    """What the rule of sufficiency looks at."""
    return LineContent(
        result=row.result or "",
        percent=row.percent,
        carried_forward=bool(row.carried_forward),
        evidence_count=len(evidence),
        requires_evidence=row.requires_evidence,
        once=row.cadence is Cadence.ONCE,
        self_done=bool(row.self_done),
        figures_missing=lacks_figures(row.required_figures, row.figures),
        previous_percent=previous_percent,
        expired=any(document["expired"] for document in evidence),
        rejected=any(document["review_stage"] is ReviewStage.REJECTED for document in evidence),
    )


@dataclass(frozen=True)
class Before:
    """What was said on a line before: in the period before, and the last time that it was sent in this one; with the documents known."""

    period: Previous | None
    sending: AnyRow | None
    known: Mapping[UUID, Mapping[str, Any]]


def line_item(row: AnyRow, before: Before, evidence: list[dict[str, Any]], steps: list[str]) -> dict[str, Any]:
    """A line as the wire's `LineRead`, without who saved it, and what else is asked for of all lines at once."""
    content = content_of(row, evidence, before.period.percent if before.period else None)
    return {
        "id": row.id,
        "version": row.version,
        "report_id": row.report_id,
        "assignment_id": row.assignment_id,
        "number": row.sort + 1,
        "unit": unit_of(row),
        "period": period_of(row),
        "part": row.part,
        "mandate": row.mandate,
        **{name: getattr(row, name) for name in TEXT_FIELDS},
        "review_state": row.review_state,
        "reason_code": row.reason_code,
        "reason": row.reason,
        "not_confirmed": row.not_confirmed,
        "evidence_ids": [document["id"] for document in evidence],
        "evidence": evidence,
        "previous": _previous(before),
        "before": sent_before(row, before.sending, before.known),
        "lacks": [lack.value for lack in lacks(content)],
        "complete": is_complete(content),
        "comments": row.comments,
        "mark": _mark(row),
        "saved_at": row.saved_at,
        "allowed_actions": line_actions(row, steps),
    }


def told_figures(row: AnyRow, asked: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
    """The task with the figures that it asks for, and those given up since that the line holds; and the line's figures in words."""
    held: Mapping[str, Any] = row.figures or {}
    shown = [figure for figure in asked if not figure["retired"] or figure["key"] in held]
    task = {**{name: getattr(row, name) for name in _TASK_FIELDS}, "id": row.task_id, "figures": shown}
    return {"task": task, "figures_text": said_figures(asked, held, language)}


_TASK_FIELDS = (
    "key",
    "title",
    "text",
    "source_ref",
    "cadence",
    "mode",
    "dimension",
    "requires_evidence",
    "by_unit_plan",
    "deliverable",
    "due_on",
    "due_text",
    "example",
)


def _previous(before: Before) -> dict[str, Any] | None:
    row = before.period
    if row is None:
        return None
    names = ("line_id", "period", "result", "percent", "figures", "difficulties", "proposals", "accepted_at")
    return {**{name: getattr(row, name) for name in names}, "documents": titles_of(row.evidence, before.known)}


def _mark(row: AnyRow) -> dict[str, Any] | None:
    if row.mark is None:
        return None
    return {
        "mark": row.mark,
        "reason_code": row.mark_reason_code,
        "reason": row.mark_reason,
        "not_confirmed": row.mark_not_confirmed,
        "holds": row.mark_line_version == row.version,
    }
