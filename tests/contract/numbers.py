"""What the dashboards and the task status say, counted again from the lists behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from tests.support.world import Someone

PLACES = {
    "completed_on_time": "done_on_time",
    "completed_late": "done_late",
    "on_track": "open_in_time",
    "due_soon": "open_in_time",
    "overdue": "open_overdue",
    "no_deadline": "no_deadline",
}
ASIDE = {"suspended", "cancelled"}
REQUESTED = "requested"
NUMBERS = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")
Items = list[dict[str, Any]]


async def walk(who: Someone, path: str) -> Items:
    """All items of a filtered list."""
    items: Items = []
    cursor = ""
    while True:
        page = (await who.get(f"{path}&limit=200{cursor}")).json()
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        cursor = f"&cursor={page['next_cursor']}"


def counted(items: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The numbers of a group: of what is assigned. What is set aside counts nowhere."""
    found = Counter(PLACES[item["deadline_state"]] for item in items if item["mandate"] != REQUESTED and item["work_state"] not in ASIDE)
    return {name: found[name] for name in NUMBERS}


def requested(items: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """What bodies are asked to do, apart from the numbers."""
    found = Counter(item["work_state"] == "completed" for item in items if item["mandate"] == REQUESTED and item["work_state"] not in ASIDE)
    return {"done": found[True], "open": found[False]}


def numbers_of(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] for name in NUMBERS}


def told_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """All that a row of the task status counts."""
    return {**numbers_of(row), REQUESTED: row[REQUESTED]}


def told_by(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The same of a list."""
    listed = list(items)
    return {**counted(listed), REQUESTED: requested(listed)}


def cell(items: Items) -> dict[str, int]:
    """A cell of the matrix: of one mandate."""
    numbers, asked = counted(items), requested(items)
    done = numbers["done_on_time"] + numbers["done_late"] + asked["done"]
    total = sum(numbers.values()) + sum(asked.values())
    return {"overdue": numbers["open_overdue"], "open": total - done, "done": done, "total": total}


def by_row(items: Items) -> dict[tuple[str, bool], Items]:
    """The items by their row of the matrix."""
    found: dict[tuple[str, bool], Items] = defaultdict(list)
    for item in items:
        found[item["unit"]["code"], item["mandate"] == REQUESTED].append(item)
    return found


def by(items: Items, key: str) -> dict[str, Items]:
    """The items by a part of their unit or task."""
    found: dict[str, Items] = defaultdict(list)
    for item in items:
        found[item["unit"][key]].append(item)
    return found


def months(items: Items) -> dict[str, dict[str, int]]:
    """The months of the overview: what is assigned and has a day, by its month."""
    names = {"done_on_time": "done", "done_late": "done", "open_in_time": "in_time", "open_overdue": "overdue"}
    found: dict[str, dict[str, int]] = defaultdict(lambda: {"done": 0, "overdue": 0, "in_time": 0})
    for item in items:
        if item["due_on"] is not None and item["work_state"] not in ASIDE and item["mandate"] != REQUESTED:
            found[item["due_on"][:7]][names[PLACES[item["deadline_state"]]]] += 1
    return dict(found)
