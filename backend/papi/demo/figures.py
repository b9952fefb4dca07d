"""The numbers that the demo's officers report: the same ones each time, of a size that fits."""

import json
import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from papi.demo.files import DATA
from papi.plans.models import FigureKind


@cache
def _asked() -> Mapping[str, list[dict[str, Any]]]:
    plan = json.loads((DATA / "plan-2024.json").read_text(encoding="utf-8"))
    return {task["key"]: task["figures"] for task in plan["tasks"] if "figures" in task}


def figures_for(task_key: str, chance: random.Random) -> dict[str, int | float]:
    """What a unit reports in numbers with a task; nothing where the task asks for none."""
    found: dict[str, int | float] = {}
    for figure in _asked().get(task_key, ()):
        low, high = figure["span"]
        whole = chance.randint(low, high)
        found[figure["key"]] = whole if figure["kind"] == FigureKind.INTEGER else round(whole + chance.random(), 1)
    if "da_tra_loi" in found:
        found["da_tra_loi"] = found["phan_anh"]
    if "luot_nguoi" in found:  # at least as many as came to the largest meeting, at most as many to each
        most = found["buoi_dong_nhat"]
        found["luot_nguoi"] = max(most + 20 * (found["so_buoi"] - 1), min(found["luot_nguoi"], most * found["so_buoi"]))
    return found
