"""typst at work, for the processes that write papers: a server, which imports none of this, is some megabytes smaller."""

import json
from functools import cache
from pathlib import Path

import typst

from papi.papers.charts import described
from papi.papers.fonts import FONTS
from papi.papers.paper import Chart

_LAYOUT = Path(__file__).with_name("typst")


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
