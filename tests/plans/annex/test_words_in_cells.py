"""What the words of a cell mean, and which are asked rather than guessed."""

from datetime import date

import pytest

from papi.plans.annex.figures import Unclear, Wanted, read_figure, read_target
from papi.plans.annex.times import read_time
from papi.plans.models import Stance

TIMES = {
    "Thường xuyên": "standing",
    "THƯỜNG XUYÊN, LIÊN TỤC": "standing",
    "Hằng quý": "each_period",
    "Hàng quý": "each_period",
    "Định kỳ": "each_period",
    "Định kỳ hằng quý hoặc đột xuất": "each_period",
    "Mỗi kỳ báo cáo": "each_period",
    "Quý III/2024": "once:2024-09-30",
    "Quý 3 năm 2024": "once:2024-09-30",
    "Trong quý IV": "once:2024-12-31",
    "Q3/2024": "once:2024-09-30",
    "Trước 30/9": "once:2024-09-29",
    "trước ngày 29/6/2024": "once:2024-06-28",
    "Hoàn thành trước ngày 30 tháng 9 năm 2024": "once:2024-09-29",
    "Trước tháng 9": "once:2024-08-31",
    "Tháng 8/2024": "once:2024-08-31",
    "trong tháng 7 năm 2024": "once:2024-07-31",
    "Tháng 02/2024": "once:2024-02-29",
    "06 tháng cuối năm": "once:2024-12-31",
    "6 tháng đầu năm 2024": "once:2024-06-30",
    "31/12/2024": "once:2024-12-31",
    "30.9.2024": "once:2024-09-30",
    "Đến hết ngày 30/9/2024": "once:2024-09-30",
    "Chậm nhất 15/10": "once:2024-10-15",
    "Quý I/2025": "once:2025-03-31",
    "Một lần": "once",
}
ASKED = {
    "Năm 2024": ["once:2024-12-31", "standing"],
    "Cả năm": ["once:2024-12-31", "standing"],
    "": ["each_period", "standing", "once"],
    "Thường xuyên; báo cáo trước 15/9": ["once:2024-09-14", "standing"],
    "Sau khi có hướng dẫn của UBND tỉnh": [],
    "31/9/2024": [],
    "Quý V/2024": [],
    "Tháng 13/2024": [],
}


@pytest.mark.parametrize("words", TIMES)
def test_a_time_is_read_as_the_plan_means_it(words: str) -> None:
    time = read_time(words, 2024).time

    assert time is not None
    assert time.code == TIMES[words]


@pytest.mark.parametrize("words", ASKED)
def test_a_time_that_may_mean_several_things_is_asked(words: str) -> None:
    understood = read_time(words, 2024)

    assert (understood.time, [time.code for time in understood.suggested]) == (None, ASKED[words])


def test_a_cell_that_holds_a_day_is_that_day() -> None:
    time = read_time(date(2024, 9, 12), 2024).time

    assert time is not None
    assert (time.code, time.canonical) == ("once:2024-09-12", "12/9/2024")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("5,60", Wanted(5.6, None)),
        ("≥ 5,60", Wanted(5.6, None)),
        ("Từ 5,60 điểm trở lên", Wanted(5.6, None)),
        ("Duy trì", Wanted(None, Stance.MAINTAIN)),
        ("Cải thiện 5.6", Wanted(5.6, Stance.IMPROVE)),
        ("Giữ vững", Wanted(None, Stance.MAINTAIN)),
        ("-", Wanted(None, None)),
        (5.6, Wanted(5.6, None)),
    ],
)
def test_a_target_is_a_figure_or_a_direction_or_both(words: object, wanted: Wanted) -> None:
    assert read_target(words) == wanted


@pytest.mark.parametrize("words", ["cao", "5,6 hoặc 5,8", "Duy trì, cải thiện", "0", "101", True])
def test_a_target_that_says_nothing_clear_is_wrong(words: object) -> None:
    with pytest.raises(Unclear):
        read_target(words)


def test_a_score_may_be_missing() -> None:
    assert [read_figure(words) for words in ("", "-", "Chưa có số liệu", "4,8549", 4.5)] == [None, None, None, 4.8549, 4.5]
