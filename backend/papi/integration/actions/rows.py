"""Rows of one call, each judged by itself: what is right goes on, what is not is told with its place and reason."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

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
    """Reads the rows of a call under `name` as `shape`, and tells refusals in the caller's language."""

    def __init__(self, name: str, shape: type[Row], language: str) -> None:
        self._name = name
        self._shape = TypeAdapter[Row](shape)
        self._language = language

    def read(self, rows: Sequence[Any]) -> Sorted[Row]:
        """The rows that have their shape."""
        right: dict[int, Row] = {}
        refused: dict[int, dict[str, Any]] = {}
        for place, row in enumerate(rows):
            try:
                right[place] = self._shape.validate_python(row)
            except ValidationError as wrong:
                told = [{**error, "loc": ("body", *error["loc"])} for error in wrong.errors(include_url=False, include_input=False)]
                refused[place] = self._refused(place, Invalid.code, field_errors(told))
        return Sorted(right, refused)

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
