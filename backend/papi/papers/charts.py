"""Charts cut and measured for a page, and what a drawing of them is made from."""

from collections.abc import Iterator

from papi.papers.fonts import printable, width_mm
from papi.papers.paper import Chart, Series

WIDTH_MM = 150
MOST_LABELS = 30
"""What stands on a landscape page; a longer chart is drawn in parts."""
_BAR_MM, _ROW_MM, _SCALE_MM, _KEY_MM = 3.6, (4.5, 7.5), 6.0, 5.0
_ROOM_MM = 130.0
_KEY_SIZE, _KEY_MARK_MM = 9, 9.5


def parts(chart: Chart) -> Iterator[Chart]:
    """The chart, or what fits on a page of it and what follows."""
    for begin in range(0, max(len(chart.labels), 1), MOST_LABELS):
        cut = slice(begin, begin + MOST_LABELS)
        series = [Series(name=series.name, values=series.values[cut]) for series in chart.series]
        title = f"{chart.title} (tiếp theo)" if begin and chart.title else chart.title
        yield Chart(title=title, labels=chart.labels[cut], series=series, stacked=chart.stacked)


def _row_mm(chart: Chart) -> float:
    """How high the place of a label is: that of its bars, between what is to be read and what fits on a page."""
    least, most = _ROW_MM
    bars = 1 if chart.stacked else len(chart.series)
    return max(least, bars * _BAR_MM, min(most, _ROOM_MM / max(len(chart.labels), 1)))


def _key_mm(chart: Chart) -> float:
    """How high the lines are that say which tone is what; none for a single one."""
    if len(chart.series) < 2:
        return 0
    lines, filled = 1, 0.0
    for series in chart.series:
        wide = width_mm(series.name, _KEY_SIZE) + _KEY_MARK_MM
        if filled and filled + wide > WIDTH_MM:
            lines, filled = lines + 1, 0.0
        filled += wide
    return lines * _KEY_MM + 2


def height_mm(chart: Chart) -> float:
    """How high the chart stands on a page."""
    return round(_key_mm(chart) + _row_mm(chart) * len(chart.labels) + _SCALE_MM, 2)


def described(chart: Chart) -> dict[str, object]:
    """What the drawing is made from."""
    return {
        "type": "chart",
        "title": printable(chart.title),
        "labels": [printable(label) for label in chart.labels],
        "series": [{"name": printable(series.name), "values": series.values} for series in chart.series],
        "stacked": chart.stacked,
        "row": _row_mm(chart),
        "key": _key_mm(chart),
        "height": height_mm(chart),
    }
