"""What a report would be if it were made anew today, held against what stands in it: paragraph by paragraph, by what it was made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from uuid import UUID

from papi.consolidation.composing import Draft
from papi.consolidation.models import BlockKind, ConsolidatedBlock

Change = Literal["added", "changed", "gone"]
_BY_SOURCES = frozenset({BlockKind.NARRATIVE, BlockKind.DIFFICULTY, BlockKind.PROPOSAL, BlockKind.ANSWER})


@dataclass(frozen=True)
class Pair:
    """A paragraph as it stands and as it would be made today; one of them may be missing."""

    block: ConsolidatedBlock | None
    draft: Draft | None

    @property
    def change(self) -> Change | None:
        """What today's text changes; None if nothing."""
        if self.block is None:
            return "added"
        if self.draft is None:
            return None if self.block.removed_at is not None else "gone"
        return "changed" if self.draft.text != self.block.generated else None

    @property
    def edited(self) -> bool:
        return self.block is not None and self.block.text != self.block.generated

    @property
    def key(self) -> str:
        """Names this very change: another text of today has another key."""
        place = self.block.id.hex if self.block else "new"
        text = f"{self.draft.section}/{self.draft.kind}/{self.draft.topic}/{self.draft.text}" if self.draft else ""
        return f"{place}-{sha256(text.encode()).hexdigest()[:16]}"


def pairs_of(blocks: Sequence[ConsolidatedBlock], sources: Mapping[UUID, frozenset[UUID]], drafts: Sequence[Draft]) -> list[Pair]:
    """Today's paragraphs in order, each with the one that stands for it, then what would not be made any more. What was written by hand is
    left out."""
    made = [block for block in blocks if block.kind is not BlockKind.OWN]
    blocks_of: dict[int, ConsolidatedBlock] = {}
    left = dict(enumerate(made))
    for _likeness, place, beside in sorted(_likenesses(made, sources, drafts)):
        if place not in blocks_of and beside in left:
            blocks_of[place] = left.pop(beside)
    pairs = [Pair(blocks_of.get(place), draft) for place, draft in enumerate(drafts)]
    return [*pairs, *(Pair(block, None) for block in left.values())]


def _likenesses(
    blocks: Sequence[ConsolidatedBlock], sources: Mapping[UUID, frozenset[UUID]], drafts: Sequence[Draft]
) -> Iterator[tuple[tuple[bool, int], int, int]]:
    """Every draft beside every block that it may stand for, the likest first: the same text, then most sources in common. A unit that
    leaves a paragraph of several must not take it along."""
    for place, draft in enumerate(drafts):
        behind = {source.id for source in draft.sources}
        for beside, block in enumerate(blocks):
            if (block.kind, block.topic) != (draft.kind, draft.topic):
                continue
            common = len(behind & sources.get(block.id, frozenset())) if draft.kind in _BY_SOURCES else 1
            if common:
                yield (draft.text != block.generated, -common), place, beside


def placed(pairs: Sequence[Pair], standing: Mapping[str, Sequence[UUID]], added: Mapping[str, UUID]) -> Iterator[tuple[str, list[UUID]]]:
    """Each section's paragraphs in order, with the new ones behind those after which they would have been made."""
    for section, ids in standing.items():
        order = list(ids)
        previous: UUID | None = None
        for pair in pairs:
            if pair.draft is None or pair.draft.section != section:
                continue
            new = added.get(pair.key)
            if new is not None:
                order.insert(0 if previous is None else order.index(previous) + 1, new)
                previous = new
            elif pair.block is not None and pair.block.id in order:
                previous = pair.block.id
        yield section, order
