"""One document proves many things, and is uploaded once."""

from typing import Any

from tests.support.files import pdf
from tests.support.reporting import Reporting
from tests.support.world import Someone

NOWHERE = "00000000-0000-7000-8000-000000000000"


def to_lines(*lines: dict[str, Any] | str) -> dict[str, Any]:
    return {"targets": [{"type": "report_line", "id": line if isinstance(line, str) else line["id"]} for line in lines]}


async def lines_of(reporting: Reporting, who: Someone) -> list[dict[str, Any]]:
    return await reporting.lines_of(who, (await reporting.report_of(who))["id"])


async def link_count(who: Someone, document: str) -> int:
    return (await who.get(f"/evidence/{document}")).json()["link_count"]


async def test_one_call_links_a_document_to_several_lines(reporting: Reporting) -> None:
    await reporting.opened_period()
    lines = await lines_of(reporting, reporting.officer)
    document = await reporting.document(reporting.officer)

    answer = await reporting.officer.post(f"/evidence/{document}/links", to_lines(*lines))
    again = await reporting.officer.post(f"/evidence/{document}/links", to_lines(lines[0]))

    assert (answer.status_code, answer.json()["link_count"]) == (200, len(lines))
    assert (again.status_code, again.json()["link_count"]) == (200, len(lines))
    now = await lines_of(reporting, reporting.officer)
    assert all(line["evidence_ids"] == [document] for line in now)
    assert all(line["version"] > before["version"] for line, before in zip(now, lines, strict=True))
    uses = (await reporting.officer.get(f"/evidence/{document}/uses")).json()["items"]
    assert {(use["type"], use["id"], use["unit"]) for use in uses} == {("report_line", line["id"], "Phường 1") for line in lines}
    listed = (await reporting.officer.get(f"/evidence?linked_to=report_line:{lines[1]['id']}")).json()["items"]
    assert [item["id"] for item in listed] == [document]
    assert (await reporting.officer.get("/evidence?unused=true")).json()["items"] == []


async def test_an_upload_is_linked_at_once(reporting: Reporting) -> None:
    await reporting.opened_period()
    lines = await lines_of(reporting, reporting.officer)
    links = {"link_to": [f"report_line:{line['id']}" for line in lines[:2]]}

    answer = await reporting.officer.post("/evidence", files={"file": ("anh.pdf", pdf())}, data=links)

    assert (answer.status_code, answer.json()["link_count"]) == (201, 2)
    assert [line["evidence_ids"] for line in await lines_of(reporting, reporting.officer)][:2] == [[answer.json()["id"]]] * 2


async def test_taking_a_document_off_a_line_leaves_it_in_the_library(reporting: Reporting) -> None:
    await reporting.opened_period()
    lines = await lines_of(reporting, reporting.officer)
    document = await reporting.document(reporting.officer)
    await reporting.officer.post(f"/evidence/{document}/links", to_lines(*lines[:2]))

    answer = await reporting.officer.delete(f"/evidence/{document}/links", json=to_lines(lines[0], lines[2]))

    assert (answer.status_code, answer.json()["link_count"]) == (200, 1)
    assert [line["evidence_ids"] for line in await lines_of(reporting, reporting.officer)][:2] == [[], [document]]


async def test_all_links_of_a_call_are_made_or_none(reporting: Reporting) -> None:
    await reporting.opened_period()
    mine, theirs = await lines_of(reporting, reporting.officer), await lines_of(reporting, reporting.stranger)
    document = await reporting.document(reporting.officer)
    address = f"/evidence/{document}/links"

    refused = {
        "of another unit": await reporting.officer.post(address, to_lines(mine[0], theirs[0])),
        "of nothing": await reporting.officer.post(address, to_lines(mine[0], NOWHERE)),
        "of an unknown kind": await reporting.officer.post(address, {"targets": [{"type": "planet", "id": NOWHERE}]}),
        "to nothing": await reporting.officer.post(address, {"targets": []}),
        "to too much": await reporting.officer.post(address, to_lines(*[NOWHERE] * 101)),
    }

    assert {name: answer.status_code for name, answer in refused.items()} == {
        "of another unit": 404,
        "of nothing": 404,
        "of an unknown kind": 422,
        "to nothing": 422,
        "to too much": 422,
    }
    assert await link_count(reporting.officer, document) == 0


async def test_only_documents_of_the_own_unit_prove_its_lines(reporting: Reporting) -> None:
    await reporting.opened_period()
    mine = await lines_of(reporting, reporting.officer)
    theirs = await reporting.document(reporting.stranger)

    linked = await reporting.officer.post(f"/evidence/{theirs}/links", to_lines(mine[0]))
    saved = await reporting.officer.patch(f"/report-lines/{mine[0]['id']}", {"evidence_ids": [theirs]})

    assert [(answer.status_code, answer.json()["code"]) for answer in (linked, saved)] == [(404, "evidence_not_found")] * 2


async def test_what_was_sent_takes_no_more_proof(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    document = await reporting.document(reporting.officer)

    linked = await reporting.officer.post(f"/evidence/{document}/links", to_lines(line))
    unlinked = await reporting.officer.delete(f"/evidence/{line['evidence_ids'][0]}/links", json=to_lines(line))

    assert [(answer.status_code, answer.json()["code"]) for answer in (linked, unlinked)] == [(409, "wrong_state")] * 2
    assert await link_count(reporting.officer, document) == 0


async def test_a_head_does_not_send_a_file_that_was_replaced_unseen(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    seen = (await reporting.head.get(f"/reports/{report['id']}")).headers["etag"]
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    document = line["evidence_ids"][0]

    replaced = await reporting.officer.post(f"/evidence/{document}/versions", files={"file": ("b.pdf", pdf(pages=2))})
    sent = await reporting.head.post(f"/reports/{report['id']}/submit", headers={"If-Match": seen})

    assert (replaced.status_code, sent.status_code) == (201, 412)
    assert (await reporting.officer.get(f"/report-lines/{line['id']}")).json()["version"] == line["version"] + 1


async def test_a_reviewer_does_not_accept_a_file_that_was_replaced_unseen(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    seen = (await reporting.coordinator.get(f"/reports/{report['id']}")).headers["etag"]
    document = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]

    await reporting.officer.post(f"/evidence/{document}/versions", files={"file": ("b.pdf", pdf(pages=2))})
    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept", {}, headers={"If-Match": seen})

    assert accepted.status_code == 412


async def test_an_accepted_report_stays_as_it_was_sealed(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    await reporting.coordinator.post(f"/reports/{report['id']}/accept", {})
    before = (await reporting.officer.get(f"/reports/{report['id']}")).json()
    assert before["state"] == "accepted"
    document = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]

    await reporting.officer.post(f"/evidence/{document}/versions", files={"file": ("b.pdf", pdf(pages=2))})

    assert (await reporting.officer.get(f"/reports/{report['id']}")).json() == {**before, "changed_since_acceptance": True}
