"""Charts as pictures, drawn by the same typst that draws them in the PDF."""

import json
from functools import cache
from pathlib import Path

import typst

from papi.papers.fonts import FONTS, printable
from papi.papers.paper import Chart

CHART_MM = (150, 80)
"""How large a chart stands on a page."""
_LAYOUT = Path(__file__).with_name("typst")


def described(chart: Chart) -> dict[str, object]:
    """What the drawing is made from."""
    return {
        "type": "chart",
        "title": printable(chart.title),
        "labels": [printable(label) for label in chart.labels],
        "series": [{"name": printable(series.name), "values": series.values} for series in chart.series],
        "stacked": chart.stacked,
    }


@cache
def compiler(layout: str) -> typst.Compiler:
    """A layout of ours; no font of the machine is used."""
    return typst.Compiler(_LAYOUT / layout, root=_LAYOUT, font_paths=[FONTS], ignore_system_fonts=True)


def drawn(chart: Chart) -> bytes:
    """The chart as a PNG."""
    words = json.dumps(described(chart), ensure_ascii=False)
    picture = compiler("picture.typ").compile(format="png", ppi=200, sys_inputs={"chart": words})
    assert isinstance(picture, bytes), "a chart is one page"
    return picture
