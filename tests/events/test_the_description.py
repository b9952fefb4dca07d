"""The API's description says of every type what its data holds."""

import json
from types import SimpleNamespace
from typing import Any, cast

from papi.events.catalogue import CATALOGUE
from papi.events.keys import KEYS
from papi.events.shapes import event_of
from papi.feed.describing import describe_feed
from papi.feed.shaping import shape_all
from papi.kit import clock
from papi.kit.types import new_id


def test_every_type_and_every_key_is_described() -> None:
    described = describe_feed()
    for kind, keys in CATALOGUE.items():
        assert f"| `{kind}` | {', '.join(f'`{key}`' for key in keys) or '–'} |" in described
    for name, key in KEYS.items():
        assert f"| `{name}` | {key.kind.value} | {key.means} |" in described


def test_the_feed_shapes_rows_as_everybody_else_shapes_facts() -> None:
    names = ("number", "id", "kind", "business_at", "subject_type", "subject_id", "unit_id", "person_id", "role", "acting_unit_id")
    row: dict[str, Any] = dict.fromkeys(names) | {"number": 7, "id": new_id(), "kind": "report.sealed", "business_at": clock.business()}
    row |= {"subject_type": "report", "subject_id": new_id(), "person_id": new_id(), "role": "coordinator", "person_name": "An"}
    told = {"number": 2, "reason": "Lý do"}

    for named in (True, False):
        (event,) = shape_all([cast(Any, (*row.values(), json.dumps(told)))], named=named)
        assert event == event_of(cast(Any, SimpleNamespace(**row, data=told)), 7, named=named)
