"""How events are written, held fast: what is kept of them was written once and is sent as it is for years."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson
import pytest

from papi.events.catalogue import CATALOGUE
from papi.events.keys import FIELDS, KEYS, KeyKind
from papi.feed.shaping import TELLING

EVENT, SUBJECT, UNIT, PERSON, ACTING = (f"0190a0b10000700080000000{number:08}" for number in range(1, 6))
MOMENT = "2024-02-29 17:30:00.000001"
AS_PERSON, AS_MACHINE, AS_SYSTEM = (PERSON, "officer", ACTING), (None, "api_client", ACTING), (None, None, None)
WRITTEN = "696b6080426f4ba4ff31dd2594f408cfd1fe4cb1a10ec2f6a906fdb4fdec551a"

_HELD: Mapping[KeyKind, Any] = {
    KeyKind.ID: "0190a0b1-0000-7000-8000-000000000006",
    KeyKind.NUMBER: 2,
    KeyKind.DAY: "12/9/2024",
    KeyKind.FLAG: True,
    KeyKind.CODE: "Mã “một”",
    KeyKind.CODES: ["a", "b"],
}
_CHANGES = [{"field": "title", "from": "A", "to": "B"}, {"feld": "none"}, {"field": "due_on"}]
HELD = {name: _HELD[key.kind] for name, key in KEYS.items() if name != FIELDS}


def write(kind: str, who: Sequence[str | None], data: Mapping[str, Any], *, at: str = MOMENT, event: str = EVENT) -> tuple[str, str]:
    """Form and text at place 41 of a fact that is private to nobody."""
    written = TELLING.write(41, (False, kind, event, at, "assignment", SUBJECT, UNIT, *who, orjson.dumps(data).decode()))
    assert written is not None
    return written


def test_who_changes_how_events_are_written_counts_the_forms_up() -> None:
    written = sha256()
    for kind in sorted(CATALOGUE):
        texts = (write(kind, AS_PERSON, {**HELD, "changes": _CHANGES}), write(kind, AS_MACHINE, HELD), write(kind, AS_SYSTEM, {}))
        assert len({form for form, _text in texts}) == 1
        written.update("\n".join((kind, texts[0][0], *(text for _form, text in texts), "")).encode())

    assert written.hexdigest() == WRITTEN, (
        "Events are not written as they were. Count `_WRITING` up in papi/feed/shaping.py, or old texts go on being sent and "
        "`GET /audit/verify` calls them changed; not where only a type, or a key of one, came or went. Then set WRITTEN to what was found."
    )


def test_what_is_held_fast_is_an_event() -> None:
    """The digest above says that nothing changed, this what there is."""
    _form, text = write("task.changed", AS_PERSON, {**HELD, "changes": _CHANGES})
    event = orjson.loads(f"{text}null}}}}")

    assert (event["at"], event["unit_id"]) == ("2024-03-01T00:30:00.000001+07:00", "0190a0b1-0000-7000-8000-000000000003")
    assert event["data"][FIELDS] == ["title", "due_on"]
    assert event["actor"] == {"type": "person", "role": "officer", "unit_id": "0190a0b1-0000-7000-8000-000000000005", "name": None}


@pytest.mark.parametrize(
    ("sqlite", "postgresql"),
    [
        ("2024-02-29 17:30:00.000000", "2024-02-29 17:30:00"),
        ("2024-02-29 17:30:07.120000", "2024-02-29 17:30:07.12"),
        ("2024-02-29 17:30:07.000001", "2024-02-29 17:30:07.000001"),
    ],
)
def test_an_event_is_written_alike_on_either_database(sqlite: str, postgresql: str) -> None:
    """An archive of one restores into the other with what is kept, which is verified there."""
    dashed = f"{EVENT[:8]}-{EVENT[8:12]}-{EVENT[12:16]}-{EVENT[16:20]}-{EVENT[20:]}"

    assert write("report.submitted", AS_PERSON, HELD, at=sqlite) == write("report.submitted", AS_PERSON, HELD, at=postgresql, event=dashed)
