"""The keys that an event's data may hold. A name means the same in every type; once told, it is neither renamed nor given another sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class KeyKind(StrEnum):
    """What stands under a key: a UUID, a whole number, a day `YYYY-MM-DD`, true or false, a code, or a list of codes."""

    ID = "id"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CODE = "code"
    CODES = "codes"


@dataclass(frozen=True)
class Key:
    """One key: what it holds, and what that means, in English for the API's description."""

    kind: KeyKind
    means: str

    def read(self, data: Mapping[str, Any], name: str) -> Any:
        """The key's value in a fact's data; None where an older fact does not hold it, or holds something else."""
        if name == FIELDS:
            return [field for change in data.get("changes", []) if (field := change.get("field"))]
        value = data.get(name)
        if type(value) is not HELD[self.kind]:  # its very type: true is no number
            return None
        return _day_of(str(value)) if self.kind is KeyKind.DAY else value


HELD: Mapping[KeyKind, type] = {
    **dict.fromkeys((KeyKind.ID, KeyKind.DAY, KeyKind.CODE), str),
    KeyKind.NUMBER: int,
    KeyKind.FLAG: bool,
    KeyKind.CODES: list,
}

FIELDS = "fields"
"""The one key that is not told as it is recorded: of what changed the names alone, for the texts before and after may be anything."""


def _day_of(spoken: str) -> date | None:
    """The day that a fact tells in the words of papers (01/02/2024)."""
    try:
        day, month, year = (int(part) for part in spoken.split("/"))
        return date(year, month, day)
    except ValueError:
        return None


def _number(means: str) -> Key:
    return Key(KeyKind.NUMBER, means)


def _day(means: str) -> Key:
    return Key(KeyKind.DAY, means)


KEYS: Mapping[str, Key] = {
    FIELDS: Key(KeyKind.CODES, "Names of the fields that changed"),
    "added": _number("How many were added"),
    "assignments": _number("How many assignments"),
    "assignments_changed": _number("How many assignments changed"),
    "assignments_new": _number("How many assignments are new"),
    "changed": _number("How many changed"),
    "code": Key(KeyKind.CODE, "Code of the indicator"),
    "corrected": _number("How many took the place of another"),
    "count": _number("How many there are now, or came in"),
    "created": _number("How many are new"),
    "day": _day("The day from which it holds"),
    "done_on": _day("The day on which the unit says it was done"),
    "dropped": _number("How many were taken out"),
    "due_on": _day("The last day in time, before this"),
    "edition": _number("The approved edition of the report"),
    "extension_id": Key(KeyKind.ID, "The request for a later day"),
    "granted_on": _day("The last day in time from now on"),
    "late": Key(KeyKind.FLAG, "Whether it was sent after its time; null where nothing was due"),
    "lines": _number("How many lines"),
    "mark": Key(KeyKind.CODE, "What the lead unit says of the part"),
    "measure": Key(KeyKind.CODE, "Which figure, by its code"),
    "number": _number("Number of the version, edition, seal or correction"),
    "percent": _number("How far it is done, 0 to 100"),
    "period": Key(KeyKind.CODE, "The month or period of the figure, by its code"),
    "period_id": Key(KeyKind.ID, "The reporting period"),
    "reason_code": Key(KeyKind.CODE, "The reason, as a code"),
    "removed": _number("How many were taken away"),
    "report_id": Key(KeyKind.ID, "The report to which it belongs"),
    "reports": _number("How many reports"),
    "sha256": Key(KeyKind.CODE, "SHA-256 of what was judged or sealed, in hexadecimal digits"),
    "since": _day("The day from which it holds"),
    "source": Key(KeyKind.CODE, "Which system or book the figure is from, by its code"),
    "state": Key(KeyKind.CODE, "State of work after this"),
    "submission": _number("How many times it has been sent, this time included"),
    "targets_changed": _number("How many targets changed"),
    "tasks": _number("How many tasks"),
    "tasks_changed": _number("How many tasks changed"),
    "tasks_new": _number("How many tasks are new"),
    "units": _number("How many units"),
    "wanted_on": _day("The day that was asked for"),
    "year": _number("The year"),
}
