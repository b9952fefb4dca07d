"""When texts of several units count as saying the same."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from papi.reports.folding import fold_texts


@dataclass(frozen=True)
class Text:
    text: str
    names: Sequence[str] = field(default=("UBND Phường 1", "Phường 1"))


ONE = "Đã niêm yết công khai thủ tục hành chính tại bộ phận một cửa và nhà văn hóa khu phố."


@pytest.mark.parametrize(
    "other",
    [
        Text(ONE),
        Text(ONE.upper().rstrip(".")),
        Text("Đã niêm yết công khai các thủ tục hành chính tại bộ phận một cửa, nhà văn hóa khu phố"),
    ],
)
def test_the_same_is_told_once(other: Text) -> None:
    groups = fold_texts([Text(ONE), other])

    assert [len(group.items) for group in groups] == [2]
    assert groups[0].first.text == ONE


@pytest.mark.parametrize(
    "other",
    [
        "Chưa niêm yết công khai thủ tục hành chính tại bộ phận một cửa và nhà văn hóa khu phố.",
        "Đã niêm yết công khai 12 thủ tục hành chính tại bộ phận một cửa và nhà văn hóa khu phố.",
        "Đã tổ chức đối thoại định kỳ với người dân.",
    ],
)
def test_what_turns_it_around_or_counts_otherwise_is_something_else(other: str) -> None:
    assert len(fold_texts([Text(ONE), Text(other)])) == 2


def test_each_calls_itself_by_its_own_name() -> None:
    texts = [Text(f"UBND Phường {n} đã ban hành kế hoạch.", (f"UBND phường {n}", f"Phường {n}")) for n in (1, 2, 10)]

    assert [len(group.items) for group in fold_texts(texts)] == [3]


def test_empty_texts_say_nothing_and_groups_stand_in_order() -> None:
    groups = fold_texts([Text(" "), Text("Hai."), Text("Một việc khác hẳn."), Text("hai")])

    assert [[item.text for item in group.items] for group in groups] == [["Hai.", "hai"], ["Một việc khác hẳn."]]


def test_of_thousands_of_long_texts_those_that_say_the_same_are_found_and_no_others() -> None:
    chosen = random.Random(1)
    words = [f"{first}{last}" for first in ("ban", "hồ", "ký", "phường", "tổ", "việc") for last in ("a", "e", "i", "o", "u", "ư", "y")]
    texts = [" ".join(chosen.choices(words, k=200)) for _ in range(2_400)]
    nearly = [" ".join("khác" if place in (20, 90, 160) else word for place, word in enumerate(text.split())) for text in texts[:40]]

    groups = fold_texts([Text(text) for text in (*texts, *nearly)])

    assert [len(group.items) for group in groups] == [2] * 40 + [1] * 2_360


def test_short_texts_that_differ_in_a_letter_are_one() -> None:
    groups = fold_texts([Text("Đề nghị bố trí kinh phí."), Text("Đề nghị cấp máy quét."), Text("Đề nghị bố trí kinh phi")])

    assert [len(group.items) for group in groups] == [2, 1]
