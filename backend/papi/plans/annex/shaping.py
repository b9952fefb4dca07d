"""What came of a file, as it goes to the page."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from papi.plans.annex.changes import LABELS
from papi.plans.annex.comparing import Compared, Comparison
from papi.plans.annex.figures import target_words
from papi.plans.annex.headings import HEADINGS
from papi.plans.annex.proposals import Asked, Doubt, Key, Proposal, Severity, TargetWanted, TaskWanted, Trouble
from papi.plans.annex.reading import Known
from papi.plans.annex.times import time_of
from papi.plans.annex.units import Values
from papi.plans.schemas.annex import (
    AnnexChange,
    AnnexDoubt,
    AnnexParty,
    AnnexRow,
    AnnexSuggestion,
    AnnexTargetReading,
    AnnexTaskReading,
    AnnexTrouble,
)
from papi.plans.schemas.tasks import AnnexCell
from papi.plans.words import STANCE_WORDS

_MOST_ROWS = 200  # of one question: who wants all has the file
_STATUS_OF = {Severity.ERROR: "error", Severity.CONFIRM: "confirm"}


class Shaper:
    """Shapes rows and questions in one language."""

    def __init__(self, known: Known, doubts: Mapping[Key, Doubt], language: str) -> None:
        self.known = known
        self.doubts = doubts
        self.language = language
        self._numbers = {key: number for number, key in enumerate(doubts)}

    def rows(self, compared: Comparison) -> list[AnnexRow]:
        return [self._row(row) for row in compared.rows]

    def questions(self) -> list[AnnexDoubt]:
        return [self._doubt(doubt) for doubt in self.doubts.values()]

    def _row(self, row: Compared) -> AnnexRow:
        proposal = row.proposal
        line = proposal.line
        return AnnexRow.model_construct(
            place=line.grid.place(line.row, self.language),
            status=_status(row),
            cells=[AnnexCell.model_construct(heading=heading, text=text) for heading, text in line.cells],
            task=None if proposal.task is None else self._task(proposal, proposal.task),
            target=None if proposal.target is None else self._target(proposal.target),
            changes=[
                AnnexChange.model_construct(field=LABELS[change.field][self._en], before=change.before, after=change.after)
                for change in row.changes
            ],
            not_in_file=row.left,
            troubles=[self._trouble(trouble) for trouble in proposal.troubles],
        )

    @property
    def _en(self) -> bool:
        return self.language == "en"

    def _task(self, proposal: Proposal, task: TaskWanted) -> AnnexTaskReading:
        return AnnexTaskReading.model_construct(
            title=task.title,
            indicators=[f"{node.code} {node.names[0]}" for node in task.nodes],
            leads=self._parties(proposal.leads),
            supports=self._parties(proposal.supports),
            time=task.time.label(self.language) if task.time else None,
            deliverable=task.deliverable,
            source_ref=task.source_ref,
        )

    def _parties(self, parties: Sequence[tuple[str, Sequence[UUID]]]) -> list[AnnexParty]:
        units = self.known.directory.units
        return [AnnexParty.model_construct(spelling=said, units=[units[unit].short_name for unit in ids]) for said, ids in parties]

    def _target(self, target: TargetWanted) -> AnnexTargetReading:
        words: str | None = None
        if target.stance is not None:
            words = target_words(target.target, target.stance) if not self._en else STANCE_WORDS[target.stance][1]
        elif target.target is not None:
            words = f"{target.target:g}" if self._en else f"{target.target:g}".replace(".", ",")
        return AnnexTargetReading.model_construct(
            indicator=f"{target.node.code} {target.node.names[0]}", baseline=target.baseline, target=words
        )

    def _trouble(self, trouble: Trouble) -> AnnexTrouble:
        return AnnexTrouble.model_construct(
            severity=trouble.severity,
            column=HEADINGS[trouble.field][self._en],
            detail=trouble.en if self._en else trouble.vi,
            doubt=None if trouble.asks is None else self._numbers[trouble.asks],
        )

    def _doubt(self, doubt: Doubt) -> AnnexDoubt:
        return AnnexDoubt(
            kind=doubt.kind,
            spelling=doubt.spelling,
            suggestions=[AnnexSuggestion(values=list(values), label=self.label(doubt.kind, values)) for values in doubt.suggested],
            count=len(doubt.lines),
            rows=[line.grid.place(line.row, self.language) for line in doubt.lines[:_MOST_ROWS]],
        )

    def label(self, kind: Asked, values: Values) -> str:
        """What an answer means, in words."""
        if kind is Asked.TIME:
            return time_of(values[0]).label(self.language)
        if not values:
            return "" if kind is Asked.UNIT else ("Chung" if not self._en else "No indicator")
        return self.known.directory.label(values) if kind is Asked.UNIT else self.known.edition.label(values)


def _status(row: Compared) -> str:
    severities = {trouble.severity for trouble in row.proposal.troubles}
    for severity, status in _STATUS_OF.items():
        if severity in severities:
            return status
    return "new" if row.is_new else "changed" if row.changes else "same"
