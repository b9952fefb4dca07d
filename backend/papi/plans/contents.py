"""What a plan says, as a document that can be kept and compared: the same shape whoever wrote the tables.

Codes stay codes, so that two versions compare whatever the language; units are named as they were called then.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from papi.kit.text import format_day
from papi.plans.totals import TOTAL_CODE, TOTAL_NAMES
from papi.plans.words import (
    CADENCE_WORDS,
    FIGURE_KIND_WORDS,
    FIGURE_RULE_WORDS,
    KIND_WORDS,
    MANDATE_WORDS,
    MODE_WORDS,
    PART_WORDS,
    STANCE_WORDS,
)

Content = Mapping[str, Any]
"""`plan`: fields; `tasks`: key → fields and `units` (id → name, part, mandate, day); `targets`: code → fields."""

ADDED, CHANGED, DROPPED = "added", "changed", "dropped"
Label = tuple[str, str]
Entries = Mapping[str, Any] | None
Entry = TypeVar("Entry")

PLAN_LABELS: Mapping[str, Label] = {
    "title": ("Tên kế hoạch", "Title"),
    "number": ("Số, ký hiệu", "Number"),
    "adopted_on": ("Ngày ban hành", "Adopted on"),
    "legal_bases": ("Căn cứ", "Legal bases"),
    "receivers": ("Nơi nhận", "Receivers"),
}
TASK_LABELS: Mapping[str, Label] = {
    "title": ("Nhiệm vụ", "Task"),
    "text": ("Nội dung", "Text"),
    "checklist": ("Các ý phải làm", "Checklist"),
    "source_ref": ("Mục của kế hoạch", "Paragraph"),
    "kind": ("Loại", "Kind"),
    "mode": ("Cách làm", "Carried out"),
    "cadence": ("Thực hiện", "Cadence"),
    "due_on": ("Thời hạn", "Due"),
    "due_text": ("Thời hạn (lời văn)", "Due, in words"),
    "deliverable": ("Sản phẩm", "Deliverable"),
    "requires_evidence": ("Cần tài liệu kiểm chứng", "Needs evidence"),
    "by_unit_plan": ("Hoàn thành bằng kế hoạch của đơn vị", "Done by the unit's own plan"),
    "indicators": ("Chỉ tiêu", "Indicators"),
    "steps": ("Bước đơn giản hóa thủ tục", "Steps that simplify procedures"),
    "figures": ("Số liệu phải báo cáo", "Figures to be reported"),
}
UNIT_LABELS: Mapping[str, Label] = {
    "part": ("Vai trò", "Part"),
    "mandate": ("Giao/đề nghị", "Mandate"),
    "due_on": ("Hạn riêng", "Day of its own"),
}
TARGET_LABELS: Mapping[str, Label] = {
    "stance": ("Hướng", "Direction"),
    "baseline": ("Điểm cơ sở", "Baseline"),
    "target": ("Mục tiêu", "Target"),
    "low_rated": ("Người dân đánh giá chưa cao", "Rated low by citizens"),
    "low_rated_source": ("Nguồn đánh giá", "Source of the rating"),
    "note": ("Ghi chú", "Note"),
}
_CODES = {
    "kind": KIND_WORDS,
    "mode": MODE_WORDS,
    "cadence": CADENCE_WORDS,
    "part": PART_WORDS,
    "mandate": MANDATE_WORDS,
    "stance": STANCE_WORDS,
}
_DAYS = frozenset({"due_on", "adopted_on"})
_REQUIRED = ("Bắt buộc", "Required")
_NONE, _YES_NO = "–", {True: ("có", "yes"), False: ("không", "no")}


@dataclass
class Difference:
    """What changed between two contents: fields of the plan, tasks with their units, targets."""

    plan: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    tasks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    targets: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @property
    def counts(self) -> dict[str, int]:
        """How many tasks and targets were added, changed and dropped, and how many units are touched."""
        kinds = [entry["change"] for entry in (*self.tasks, *self.targets)] + [CHANGED] * bool(self.plan)
        return {**{kind: kinds.count(kind) for kind in (ADDED, CHANGED, DROPPED)}, "units": len(self.units())}

    def units(self) -> list[dict[str, Any]]:
        """For whom: each touched unit with the number of its tasks that were added, changed and dropped."""
        found: dict[str, dict[str, Any]] = {}
        for task in self.tasks:
            for unit in task["units"]:
                row = found.setdefault(unit["id"], {"id": unit["id"], "name": unit["name"], ADDED: 0, CHANGED: 0, DROPPED: 0})
                row[unit["change"]] += 1
        return list(found.values())

    def as_seen_by(self, units: Collection[str] | None) -> "Difference":
        """The whole, or for units only what concerns everybody and themselves: who else has a task is not every unit's matter."""
        if units is None:
            return self
        own = [{**task, "units": [unit for unit in task["units"] if unit["id"] in units]} for task in self.tasks]
        kept = [task for task in own if task["units"] or task["fields"] or task["change"] != CHANGED]
        return Difference(self.plan, kept, self.targets)

    def to_wire(self) -> dict[str, Any]:
        return {"plan": self.plan, "tasks": self.tasks, "targets": self.targets, "units": self.units(), "counts": self.counts}


def difference(before: Content, after: Content, language: str) -> Difference:
    """What one must read to know the second content who knows the first."""
    say = _Saying(language)
    return Difference(
        say.fields(PLAN_LABELS, before["plan"], after["plan"]),
        [entry for pair in _pairs(before["tasks"], after["tasks"], _by_sort) if (entry := say.task(*pair))],
        [entry for pair in _pairs(before["targets"], after["targets"], _by_code) if (entry := say.target(*pair))],
    )


def _pairs(
    before: Mapping[str, Entry], after: Mapping[str, Entry], order: Callable[[str, Entry], Any]
) -> Iterator[tuple[str, Entry | None, Entry | None]]:
    both: dict[str, Entry] = {**before, **after}
    for key in sorted(both, key=lambda key: order(key, both[key])):
        yield key, before.get(key), after.get(key)


def _by_sort(_key: str, task: Mapping[str, Any]) -> Any:
    return task["sort"]


def _by_code(code: str, _target: Mapping[str, Any]) -> Any:
    return code_order(code)


def code_order(code: str) -> list[tuple[int, str]]:
    """Where a code stands among others: by the numbers of its parts; local placeholders such as 2.4.a come after them, the total first."""
    if code == TOTAL_CODE:
        return []
    return [(int(part), "") if part.isdigit() else (10**6, part) for part in code.split(".")]


def _in_their_order(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Callable[[str, Entry], Any]:
    """Units stand in official order in each content: first those of the later one, then those that are gone."""
    places = {key: place for place, key in enumerate({**after, **before})}
    return lambda key, _entry: places[key]


def _kind(before: object, after: object) -> str:
    return ADDED if before is None else DROPPED if after is None else CHANGED


class _Saying:
    """Codes, days and lists as a reader of one language is told of them."""

    def __init__(self, language: str) -> None:
        self._place = 1 if language == "en" else 0

    def task(self, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> dict[str, Any] | None:
        shown: Mapping[str, Any] = after or before or {}
        fields = self.fields(TASK_LABELS, before, after) if before and after else []
        units = self._units(before, after, everyone=bool(fields))
        if before and after and not fields and not units:
            return None
        return {
            "key": key,
            "source_ref": shown["source_ref"],
            "title": shown["title"],
            "due": self._due(shown),
            "change": _kind(before, after),
            "fields": fields,
            "units": units,
        }

    def _units(self, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, everyone: bool) -> list[dict[str, Any]]:
        """Units of a task whose own words changed are all touched."""
        found: list[dict[str, Any]] = []
        was, now = (before or {}).get("units", {}), (after or {}).get("units", {})
        for unit_id, old, new in _pairs(was, now, _in_their_order(was, now)):
            fields = self.fields(UNIT_LABELS, old, new) if old and new else []
            if old and new and not fields and not everyone:
                continue
            shown: Mapping[str, Any] = new or old or {}
            words = [self._word("part", shown["part"]), self._word("mandate", shown["mandate"])]
            found.append({"id": unit_id, "name": shown["name"], "as": ", ".join(words), "change": _kind(old, new), "fields": fields})
        return found

    def target(self, code: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> dict[str, Any] | None:
        shown: Mapping[str, Any] = after or before or {}
        fields = self.fields(TARGET_LABELS, before or {}, after or {})
        name = TOTAL_NAMES[self._place] if code == TOTAL_CODE else shown["name"]
        return {"code": code, "name": name, "change": _kind(before, after), "fields": fields} if fields else None

    def fields(
        self, labels: Mapping[str, Label], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> list[dict[str, Any]]:
        """The fields that differ, with their values in words."""
        was, now = before or {}, after or {}
        return [
            {"label": label[self._place], "before": self._word(name, was.get(name)), "after": self._word(name, now.get(name))}
            for name, label in labels.items()
            if (was.get(name) or None) != (now.get(name) or None)
        ]

    def _due(self, task: Mapping[str, Any]) -> str:
        return task["due_text"] or self._word("due_on", task["due_on"])

    def _word(self, name: str, value: Any) -> str:
        if value is None or value in ("", []):
            return _NONE
        if name == "figures":
            return "; ".join(self._figure(figure) for figure in value)
        if name in _CODES:
            return _CODES[name][value][self._place]
        return format_day(date.fromisoformat(value)) if name in _DAYS else self._plain(value)

    def _figure(self, figure: Mapping[str, Any]) -> str:
        words = [FIGURE_KIND_WORDS[figure["kind"]], FIGURE_RULE_WORDS[figure["rule"]], *([_REQUIRED] if figure["required"] else [])]
        parts = [figure["measure"], *(pair[self._place].lower() for pair in words)]
        return f"{figure['label']} ({', '.join(part for part in parts if part)})"

    def _plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return _YES_NO[value][self._place]
        if isinstance(value, float):
            text = f"{value:g}"
            return text if self._place else text.replace(".", ",")
        return "; ".join(value) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType] - lists are of texts


def with_words_of_day(given: Mapping[str, Any], day: Any) -> dict[str, Any]:
    """What is given for a task whose last day was `day`: words that told this day go with it, unless other words come with the new one."""
    moved = "due_on" in given and given["due_on"] != day
    return {"due_text": None, **given} if moved else dict(given)
