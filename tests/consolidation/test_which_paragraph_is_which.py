"""Paragraphs of today beside those that stand: who leaves a common paragraph does not take the office's words along."""

from uuid import UUID

from papi.consolidation.composing import Draft
from papi.consolidation.differing import pairs_of
from papi.consolidation.material import Source
from papi.consolidation.models import BlockKind, ConsolidatedBlock
from papi.kit.types import new_id

UNITS = [new_id() for _ in range(5)]


def draft(text: str, *units: UUID) -> Draft:
    return Draft("direction", BlockKind.ANSWER, "topic", text, [Source(unit, 1, "0" * 64) for unit in units])


def block(text: str) -> ConsolidatedBlock:
    return ConsolidatedBlock(id=new_id(), section="direction", kind=BlockKind.ANSWER, topic="topic", text=text, generated=text)


def test_a_paragraph_of_several_stays_that_of_those_who_still_say_so() -> None:
    common = block("Năm đơn vị cùng nêu.")
    left, rest = draft("Một đơn vị nói khác.", UNITS[0]), draft("Bốn đơn vị cùng nêu.", *UNITS[1:])

    pairs = pairs_of([common], {common.id: frozenset(UNITS)}, [left, rest])

    assert [(pair.block, pair.change) for pair in pairs] == [(None, "added"), (common, "changed")]


def test_the_same_text_goes_before_more_sources_in_common() -> None:
    one, other = block("Thiếu kinh phí."), block("Thiếu người.")
    sources = {one.id: frozenset(UNITS[:4]), other.id: frozenset(UNITS[4:])}

    pairs = pairs_of([one, other], sources, [draft("Thiếu người.", *UNITS[1:]), draft("Thiếu kinh phí.", UNITS[0])])

    assert [(pair.block, pair.change) for pair in pairs] == [(other, None), (one, None)]


def test_what_nobody_says_any_more_is_gone_and_nothing_stands_for_two() -> None:
    common = block("Cùng nêu.")

    pairs = pairs_of([common, block("Cũ.")], {common.id: frozenset(UNITS)}, [draft("A", UNITS[0]), draft("B", UNITS[1])])

    assert [pair.change for pair in pairs] == ["changed", "added", "gone"]
