"""A document is its unit's until it proves something sent; personal data are for the unit and its reviewer alone."""

from typing import Any

import pytest

from papi.access.permissions import Role
from tests.support.archive import Archive
from tests.support.reporting import Reporting
from tests.support.world import Someone

OWN = {"officer", "head"}
SEEN_BY: dict[str, tuple[dict[str, Any], bool, set[str]]] = {
    "a draft's": ({}, False, OWN),
    "a sent one's": ({}, True, OWN | {"coordinator", "leader", "observer", "lead"}),
    "a marked draft's": ({"contains_personal_data": "true"}, False, OWN),
    "a sent one's with personal data": ({"contains_personal_data": "true"}, True, OWN | {"coordinator"}),
}
CALLERS = ("officer", "head", "stranger", "lead", "coordinator", "leader", "observer")


@pytest.mark.parametrize(("fields", "sent", "seen_by"), SEEN_BY.values(), ids=SEEN_BY.keys())
async def test_a_document_is_seen_by_those_whom_it_concerns(
    archive: Archive, fields: dict[str, Any], sent: bool, seen_by: set[str]
) -> None:
    made = await archive.document(title="Danh sách", **fields)
    if sent:
        await archive.release(made["id"], lent_to=[archive.lead.unit])
    parts = ("", "/content", "/preview", "/text", "/findings", "/timeline", "/uses")

    for caller in CALLERS:
        who: Someone = getattr(archive, caller)
        expected = 200 if caller in seen_by else 404
        statuses = {part: (await who.get(f"/evidence/{made['id']}{part}")).status_code for part in parts}
        assert statuses == dict.fromkeys(parts, expected), caller
        assert (await who.post(f"/evidence/{made['id']}/ticket")).status_code == (201 if caller in seen_by else 404)
        listed = (await who.get("/evidence")).json()["items"]
        assert [item["title"] for item in listed] == (["Danh sách"] if caller in seen_by else []), caller


async def test_an_administrator_reads_no_documents(archive: Archive) -> None:
    made = await archive.document()
    await archive.release(made["id"])

    assert {(await archive.admin.get(path)).status_code for path in ("/evidence", f"/evidence/{made['id']}")} == {403}


async def test_a_lead_unit_sees_what_was_lent_to_it_and_nothing_else(archive: Archive) -> None:
    lent, kept = await archive.document(), await archive.document()
    await archive.release(lent["id"], lent_to=[archive.lead.unit])
    await archive.release(kept["id"])
    await archive.release(lent["id"], lent_to=[archive.lead.unit])  # a second sending changes nothing

    assert [item["id"] for item in (await archive.lead.get("/evidence")).json()["items"]] == [lent["id"]]


async def test_a_leader_reads_personal_data_of_the_unit_that_leaders_review(archive: Archive) -> None:
    member = await archive.world.person(Role.OFFICER, archive.coordinating)
    made = await archive.document(member, contains_personal_data="true")
    await archive.release(made["id"])

    statuses = {
        name: (await who.get(f"/evidence/{made['id']}")).status_code
        for name, who in {"leader": archive.leader, "colleague": archive.coordinator, "observer": archive.observer}.items()
    }

    assert statuses == {"leader": 200, "colleague": 200, "observer": 404}


async def test_buttons_are_those_that_the_caller_may_press(archive: Archive) -> None:
    made = await archive.document()
    await archive.release(made["id"], lent_to=[archive.lead.unit])

    actions = {
        name: (await getattr(archive, name).get(f"/evidence/{made['id']}")).json()["allowed_actions"]
        for name in ("officer", "coordinator", "leader", "observer", "lead")
    }

    assert actions == {
        "officer": ["edit", "replace", "link"],
        "coordinator": ["reads", "accept", "reject"],
        "leader": [],
        "observer": [],
        "lead": [],
    }


async def test_a_marked_document_is_counted_but_not_named_to_who_may_not_read_it(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    document = line["evidence_ids"][0]
    marked = {"contains_personal_data": True, "title": "Đơn của bà Nguyễn Thị Năm"}
    await reporting.officer.patch(f"/evidence/{document}", marked)
    await reporting.head.post(f"/reports/{report['id']}/submit")

    told = {
        name: (await getattr(reporting, name).get(f"/report-lines/{line['id']}")).json()["evidence"][0]["title"]
        for name in ("officer", "coordinator", "observer", "leader")
    }
    histories = {
        name: (await getattr(reporting, name).get("/history?limit=200")).text for name in ("coordinator", "observer", "leader", "stranger")
    }

    hidden = "Có dữ liệu cá nhân: chỉ đơn vị và người thẩm tra xem"
    assert told == {"officer": marked["title"], "coordinator": marked["title"], "observer": hidden, "leader": hidden}
    assert [name for name, text in histories.items() if "Nguyễn Thị Năm" in text] == []
    assert "Nguyễn Thị Năm" in (await reporting.officer.get("/history?limit=200")).text


async def test_what_was_told_of_a_document_is_not_told_any_more_once_it_is_marked(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]
    accepted = await reporting.coordinator.post(f"/evidence/{document}/accept")
    assert accepted.status_code == 200, accepted.text
    told_before = await _who_is_told(reporting, document)

    marked = await reporting.officer.patch(f"/evidence/{document}", {"contains_personal_data": True})

    assert marked.status_code == 200, marked.text
    assert told_before == {"officer", "coordinator", "observer", "leader"}
    assert await _who_is_told(reporting, document) == {"officer", "coordinator"}


async def _who_is_told(reporting: Reporting, document: str) -> set[str]:
    """Those in whose history or latest events the document occurs."""
    names = ("officer", "coordinator", "observer", "leader", "stranger")
    paths = ("/history?limit=200", "/dashboards/overview")
    pages = {name: "".join([(await getattr(reporting, name).get(path)).text for path in paths]) for name in names}
    return {name for name, text in pages.items() if document in text}
