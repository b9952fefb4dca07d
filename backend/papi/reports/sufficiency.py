"""When a line is enough: one rule for the editor's count, for the check page and for the submission."""

from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """What a line still lacks. All but `percent_drop` stop the submission; that one is only pointed out."""

    EMPTY = "empty"
    EVIDENCE = "evidence"
    CARRIED = "carried"
    PERCENT_DROP = "percent_drop"

    @property
    def stops(self) -> bool:
        return self is not Lack.PERCENT_DROP


@dataclass(frozen=True)
class LineContent:
    """What the rule looks at. `requires_evidence` is the task's."""

    result: str
    percent: int | None
    carried_forward: bool
    evidence_count: int
    requires_evidence: bool
    previous_percent: int | None = None


def lacks(line: LineContent) -> list[Lack]:
    """What is not yet enough. A task that demands proof demands it once some progress is claimed, not for "not begun"."""
    found: list[Lack] = []
    if not line.result.strip() or line.percent is None:
        found.append(Lack.EMPTY)
    if line.requires_evidence and (line.percent or 0) > 0 and line.evidence_count == 0:
        found.append(Lack.EVIDENCE)
    if line.carried_forward:
        found.append(Lack.CARRIED)
    if line.percent is not None and line.previous_percent is not None and line.percent < line.previous_percent:
        found.append(Lack.PERCENT_DROP)
    return found


def is_complete(line: LineContent) -> bool:
    """Whether nothing stops the line from being submitted."""
    return not any(lack.stops for lack in lacks(line))
