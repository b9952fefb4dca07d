"""When a line is enough: one rule for the editor's count, for the check page and for the submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from papi.plans.models import Cadence, Task
from papi.reports.models import LineReviewState, ReportLine, ReportState


class Lack(StrEnum):
    """What a line still lacks, or a question: `unanswered`, or `differed`, left blank because merged units had answered it differently.
    All stop the submission but those that are only pointed out: `percent_drop`, `differed`, and proof that has `expired` or was
    `rejected` by a reviewer."""

    UNANSWERED = "unanswered"
    DIFFERED = "differed"
    EMPTY = "empty"
    EVIDENCE = "evidence"
    CARRIED = "carried"
    FIGURES = "figures"
    PERCENT_DROP = "percent_drop"
    EXPIRED = "expired"
    REJECTED = "rejected"

    @property
    def stops(self) -> bool:
        return self not in (Lack.PERCENT_DROP, Lack.DIFFERED, Lack.EXPIRED, Lack.REJECTED)


@dataclass(frozen=True)
class LineContent:
    """What the rule looks at. `requires_evidence` and `once` are the task's."""

    result: str
    percent: int | None
    carried_forward: bool
    evidence_count: int
    requires_evidence: bool
    once: bool
    self_done: bool
    figures_missing: bool = False
    previous_percent: int | None = None
    expired: bool = False
    rejected: bool = False


def content_of(line: ReportLine, task: Task) -> LineContent:
    """What the rule looks at, of a line that was loaded with its task."""
    return LineContent(
        result=line.result,
        percent=line.percent,
        carried_forward=line.carried_forward,
        evidence_count=line.evidence_count,
        requires_evidence=task.requires_evidence,
        once=task.cadence is Cadence.ONCE,
        self_done=line.self_done,
        figures_missing=lacks_figures(task.required_figures, line.figures),
    )


def is_locked(report: ReportState, line: LineReviewState) -> bool:
    """Whether the line was found in order in a report that went back: only what was returned is written again."""
    return report is ReportState.RETURNED and line is not LineReviewState.RETURNED


def lacks_figures(required: Sequence[str], figures: Mapping[str, Any] | None) -> bool:
    """Whether a figure that must be there is not."""
    return any((figures or {}).get(key) is None for key in required)


def lacks(line: LineContent) -> list[Lack]:
    """What is not yet enough."""
    found: list[Lack] = []
    if not line.result.strip() or line.percent is None:
        found.append(Lack.EMPTY)
    if line.figures_missing:
        found.append(Lack.FIGURES)
    if line.requires_evidence and _claims_something(line) and line.evidence_count == 0:
        found.append(Lack.EVIDENCE)
    if line.carried_forward:
        found.append(Lack.CARRIED)
    if line.percent is not None and line.previous_percent is not None and line.percent < line.previous_percent:
        found.append(Lack.PERCENT_DROP)
    return [*found, *(lack for lack, holds in ((Lack.EXPIRED, line.expired), (Lack.REJECTED, line.rejected)) if holds)]


def _claims_something(line: LineContent) -> bool:
    """A recurring task owes proof of any progress; one done once owes it when it is declared done, not while it goes on."""
    percent = line.percent or 0
    return line.self_done or percent == 100 or (percent > 0 and not line.once)


def is_complete(line: LineContent) -> bool:
    """Whether nothing stops the line from being submitted."""
    return not any(lack.stops for lack in lacks(line))
