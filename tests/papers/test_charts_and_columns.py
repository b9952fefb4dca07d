"""What is drawn and set so that it can be read: charts of many labels, headings of narrow columns, names of periods."""

import pytest

from papi.papers import composing
from papi.papers.charts import MOST_LABELS, described, height_mm, parts
from papi.papers.drawing import drawn
from papi.papers.fonts import width_mm
from papi.papers.paper import Chart, Column, Format, Series
from papi.papers.writing import write
from tests.support.papers import opened, sample


def chart(labels: int, series: int = 1, *, stacked: bool = False) -> Chart:
    return Chart(
        title="Kết quả",
        labels=[f"Phường {place}" for place in range(labels)],
        series=[Series(name=f"Đang thực hiện, trong hạn {nth}", values=[float(place) for place in range(labels)]) for nth in range(series)],
        stacked=stacked,
    )


def test_a_chart_of_many_units_is_drawn_in_parts_that_lose_none() -> None:
    pieces = list(parts(chart(2 * MOST_LABELS + 7, 2)))

    assert [len(piece.labels) for piece in pieces] == [MOST_LABELS, MOST_LABELS, 7]
    assert [label for piece in pieces for label in piece.labels] == chart(2 * MOST_LABELS + 7).labels
    assert [value for piece in pieces for value in piece.series[1].values] == [float(place) for place in range(2 * MOST_LABELS + 7)]
    assert [piece.title for piece in pieces] == ["Kết quả", "Kết quả (tiếp theo)", "Kết quả (tiếp theo)"]


@pytest.mark.parametrize(("labels", "series"), [(1, 1), (9, 5), (MOST_LABELS, 5)])
def test_a_stacked_chart_fits_on_a_landscape_page_and_its_rows_can_be_read(labels: int, series: int) -> None:
    given = chart(labels, series, stacked=True)

    assert height_mm(given) <= 160
    assert float(str(described(given)["row"])) >= 4.5
    assert drawn(given).startswith(b"\x89PNG")


def test_every_entry_of_the_key_has_its_line() -> None:
    one, five = chart(3, 1), chart(3, 5, stacked=True)

    assert described(one)["key"] == 0
    assert float(str(described(five)["key"])) > 2 * 5


def test_no_column_is_narrower_than_a_word_of_its_heading() -> None:
    columns = [Column(title="STT", width=5), Column(title="Nội dung thực hiện", width=200), Column(title="Tỷ lệ", width=5)]

    widths = composing.widths_mm(columns, 165)

    assert sum(widths) == pytest.approx(165)
    assert widths[0] > width_mm("STT", 12, bold=True) + 4
    assert widths[2] > width_mm("Tỷ", 12, bold=True) + 4


def test_columns_that_cannot_all_be_wide_enough_keep_their_shares() -> None:
    columns = [Column(title="Nghiêm", width=10)] * 60

    assert composing.widths_mm(columns, 165) == pytest.approx([165 / 60] * 60)


async def test_the_name_of_a_period_does_not_break() -> None:
    paper = sample(subject="Kết quả cải thiện Chỉ số PAPI quý III/2024")

    assert "quý\u00a0III/2024" in "\n".join(paragraph.text for paragraph in opened(await write(paper, Format.DOCX)).paragraphs)
