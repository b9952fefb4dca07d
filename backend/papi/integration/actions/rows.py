"""Rows of one call, each judged by itself: what is right goes on, what is not is told with its place and reason."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from papi.kit.errors import FieldError, Invalid
from papi.kit.problems import field_errors

Row = TypeVar("Row")
Judged = TypeVar("Judged")
REFUSED = "refused"


class Sorted(NamedTuple, Generic[Judged]):
    """What was judged right, by its place, and the outcomes of what was not."""

    right: dict[int, Judged]
    refused: dict[int, dict[str, Any]]


class Sorter(Generic[Row]):
    """Reads the rows of a call under `name` as `shapes`, and tells refusals in the caller's language."""

    def __init__(self, name: str, shapes: TypeAdapter[list[Row]], language: str) -> None:
        self._name = name
        self._shapes = shapes
        self._language = language

    def read(self, rows: Sequence[Any]) -> Sorted[Row]:
        """The rows that have their shape. All are looked at together, which is far quicker than one by one; where some are wrong, the
        others once more."""
        try:
            return Sorted(dict(enumerate(self._shapes.validate_python(rows))), {})
        except ValidationError as wrong:
            faults = _by_row(wrong)
        right = {place: row for place, row in enumerate(rows) if place not in faults}
        refused = {place: self._refused(place, Invalid.code, field_errors(told)) for place, told in faults.items()}
        return Sorted(dict(zip(right, self._shapes.validate_python(list(right.values())), strict=True)), refused)

    def judge(self, found: Sorted[Row], judge: Callable[[Row], Judged]) -> Sorted[Judged]:
        """Those of them that `judge` does not refuse."""
        right: dict[int, Judged] = {}
        refused = dict(found.refused)
        for place, row in found.right.items():
            try:
                right[place] = judge(row)
            except Invalid as wrong:
                refused[place] = self._refused(place, wrong.code, wrong.errors)
        return Sorted(right, refused)

    def refuse(self, place: int, wrong: Invalid) -> dict[str, Any]:
        """The outcome of a row that is refused for what else stands in the call."""
        return self._refused(place, wrong.code, wrong.errors)

    def _refused(self, place: int, code: str, errors: Sequence[FieldError]) -> dict[str, Any]:
        told = [error.to_wire(self._language) for error in errors]
        for error in told:
            error["pointer"] = f"/{self._name}/{place}{error['pointer']}".rstrip("/")
        return {"row": place, "outcome": REFUSED, "id": None, "supersedes": None, "code": code, "errors": told}


def _by_row(wrong: ValidationError) -> Mapping[int, list[dict[str, Any]]]:
    """What is wrong with each row, as if it had been the body of a call of its own."""
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for error in wrong.errors(include_url=False, include_input=False):
        place, *within = error["loc"]
        told[cast(int, place)].append({**error, "loc": ("body", *within)})
    return told
