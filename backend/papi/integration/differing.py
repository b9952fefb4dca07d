"""What an edition of a report says otherwise than the one before: which value it was, and which it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from papi.integration.packing import consolidated_data, unit_data

_FIELDS = ("result", "percent", "figures", "difficulties", "proposals", "completed", "evidence")


def changes_between(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The values that differ, in the order of the later edition; what stands in one of them alone is null in the other."""
    if kind == "unit":
        yield from _of_units(unit_data(before), unit_data(after))
        return
    then, now = (_texts(consolidated_data(content)["sections"]) for content in (before, after))
    for key in [*now, *(gone for gone in then if gone not in now)]:
        if then.get(key) != now.get(key):
            yield _change(key, "paragraphs", then.get(key), now.get(key))


def _of_units(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    then, now = ({line["task_key"]: line for line in data["lines"]} for data in (before, after))
    for key in [*now, *(gone for gone in then if gone not in now)]:
        for field in _FIELDS:
            values = [lines[key][field] if key in lines else None for lines in (then, now)]
            if values[0] != values[1]:
                yield _change(key, field, *values)
    earlier, later = ({answer["number"]: answer["value"] for answer in data["answers"]} for data in (before, after))
    for number in sorted({*earlier, *later}):
        if earlier.get(number) != later.get(number):
            yield _change(str(number), "answer", earlier.get(number), later.get(number))


def _texts(sections: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    return {section["key"]: section["paragraphs"] for section in sections}


def _change(place: str, field: str, before: Any, after: Any) -> dict[str, Any]:
    return {"place": place, "field": field, "before": before, "after": after}
