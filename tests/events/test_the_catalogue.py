"""Which facts become events, and what of them is told."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from papi.events.catalogue import CATALOGUE, event_types, leaves
from papi.events.keys import KEYS, KeyKind
from papi.events.shapes import actor_type, event_of
from papi.kit import clock
from papi.main import create_app
from papi.outbox.facts import kind_named, kinds_declared

STAYS_INSIDE = (
    "session.started",
    "session.refused",
    "person.created",
    "person.password_changed",
    "delegation.given",
    "evidence.read",
    "evidence.uploaded",
    "evidence.infected",
    "evidence_pack.drawn",
    "unit.file_quarantined",
    "storage_key.created",
    "subject_request.registered",
    "report_line.saved",
    "report.handed_over",
    "sub_task.added",
)


# Of these nothing leaves; what comes new is decided about, here or in the catalogue.
INSIDE = {
    *("api_client", "delegation", "letterhead", "paper_template", "person", "session", "storage_key", "webhook"),
    *(
        "attention_rule",
        "deadline",
        "escalation",
        "escalation_ladder",
        "evidence_pack",
        "exchange",
        "export",
        "retention",
        "sub_task",
        "subject_request",
    ),
}


def a_fact(kind: str, **data: Any) -> Any:
    subject = {"subject_type": "report", "subject_id": uuid4(), "unit_id": None}
    nobody = {"person_id": None, "role": None, "acting_unit_id": None, "person_name": "Tô Hữu Phước"}
    return SimpleNamespace(kind=kind, id=uuid4(), business_at=clock.business(), data=data, **subject, **nobody)


def test_every_type_is_a_declared_kind_with_words_in_both_languages() -> None:
    assert create_app is not None  # whoever serves has all capabilities, and with them all kinds
    assert list(event_types()) == sorted(CATALOGUE)
    for type_ in event_types().values():
        words = type_.words("vi"), type_.words("en")
        assert all(words), type_.name
        assert words[0] != words[1], type_.name
        assert "{" not in "".join(words), f"{type_.name} is worded with gaps: say in papi/events/words.py what it is called without a fact"


def test_every_key_is_described_and_used() -> None:
    used = {name for keys in CATALOGUE.values() for name in keys}
    assert used == set(KEYS)
    assert all(key.means for key in KEYS.values())


@pytest.mark.parametrize("kind", STAYS_INSIDE)
def test_what_is_private_secret_or_about_people_never_leaves(kind: str) -> None:
    assert kind_named(kind) is not None
    assert not leaves(kind, private=False)


def test_nobody_learns_of_accounts_and_audits() -> None:
    forbidden = {"audit.read", "people.read", "subject_request.read", "sub_task.read"}
    assert not {type_.name for type_ in event_types().values() if type_.kind.permission in forbidden}
    assert not {type_.name for type_ in event_types().values() if type_.kind.aside or type_.kind.name_document}


def test_a_fact_private_to_its_unit_stays_whatever_its_kind() -> None:
    assert leaves("evidence.accepted", private=False)
    assert not leaves("evidence.accepted", private=True)


def test_texts_and_names_stay_behind() -> None:
    secret = "Bà Nguyễn Thị Mỹ Duyên khiếu nại"
    told = {"reason": secret, "title": secret, "notify": ["x"], "changes": [{"field": "title", "from": secret, "to": secret}]}
    for kind in CATALOGUE:
        wire = json.dumps(event_of(a_fact(kind, **told), 1), default=str, ensure_ascii=False)
        assert secret not in wire, kind
        assert "Tô Hữu Phước" not in wire, kind
    assert event_of(a_fact("task.changed", **told), 1)["data"] == {"fields": ["title"]}


def test_values_are_of_the_kind_that_is_documented_or_null() -> None:
    wrong = {name: {"anything": "else"} for name in KEYS if name != "fields"}
    for kind, keys in CATALOGUE.items():
        data = event_of(a_fact(kind, **wrong), 1)["data"]
        assert list(data) == list(keys)
        assert all(value is None for name, value in data.items() if name != "fields"), kind
    assert not [name for name, key in KEYS.items() if key.kind is KeyKind.NUMBER and key.read({name: True}, name) is not None]


def test_days_are_told_as_machines_write_them() -> None:
    days = event_of(a_fact("extension.granted", due_on="12/9/2024", wanted_on="05/02/2025", granted_on="–"), 1)["data"]
    assert (days["due_on"], days["wanted_on"], days["granted_on"]) == (date(2024, 9, 12), date(2025, 2, 5), None)


def test_who_acted_is_named_to_people_alone() -> None:
    fact = a_fact("report.accepted")
    fact.person_id, fact.role = uuid4(), "coordinator"
    assert event_of(fact, 7)["actor"] == {"type": "person", "role": "coordinator", "unit_id": None, "name": None}
    assert event_of(fact, 7, named=True)["actor"]["name"] == "Tô Hữu Phước"
    assert (actor_type(None, "api_client"), actor_type(None, None)) == ("api_client", "system")


def test_of_every_thing_it_was_decided_whether_machines_hear_of_it() -> None:
    heard = {name.partition(".")[0] for name in CATALOGUE}
    there_is = {name.partition(".")[0] for name in kinds_declared()} - {"test"}  # which other tests declare for themselves

    assert there_is - heard == INSIDE
