"""The signed document that was sent with a unit's plan is the file that it was then, whatever the document becomes later."""

from hashlib import sha256
from typing import Any

from tests.support.files import docx, pdf
from tests.support.packing import unpacked
from tests.support.unit_planning import Planning
from tests.support.world import Someone

SECOND = pdf(pages=2)


async def documents(who: Someone, unit_plan_id: str, query: str = "") -> list[dict[str, Any]]:
    return (await who.get(f"/unit-plans/{unit_plan_id}{query}")).json()["documents"]


async def replaced(planning: Planning, document: str) -> None:
    """The officer puts another file in its place."""
    answer = await planning.reporting.officer.post(f"/evidence/{document}/versions", files={"file": ("Kế hoạch 58a.pdf", SECOND)})
    assert answer.status_code == 201, answer.text


async def fetched(planning: Planning, who: Someone, document: dict[str, Any]) -> bytes:
    """The file that the screen opens."""
    ticket = await who.post(f"/evidence/{document['id']}/ticket?version={document['file_version']}")
    assert ticket.status_code == 201, ticket.text
    return (await planning.world.anyone.get(ticket.json()["url"])).content


async def test_the_accepted_plan_goes_on_to_name_and_to_give_the_file_with_which_it_was_sent(planning: Planning) -> None:
    accepted = await planning.accepted()
    before = await documents(planning.reporting.coordinator, accepted["id"])
    await replaced(planning, before[0]["id"])
    after = await documents(planning.reporting.coordinator, accepted["id"])
    own = await documents(planning.reporting.officer, accepted["id"])
    first = await fetched(planning, planning.reporting.coordinator, after[0])

    assert after == before
    assert (after[0]["file_version"], after[0]["file_name"]) == (1, "Kế hoạch 58.docx")
    assert sha256(first).hexdigest() == after[0]["sha256"]
    assert first == docx()
    assert (own[0]["file_version"], own[0]["file_name"], own[0]["sha256"]) == (2, "Kế hoạch 58a.pdf", sha256(SECOND).hexdigest())
    assert await fetched(planning, planning.reporting.officer, own[0]) == SECOND


async def test_what_is_sent_again_holds_the_later_file_and_what_was_sent_first_the_first(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    await reporting.head.post(f"/unit-plans/{accepted['id']}/amend")
    await replaced(planning, accepted["documents"][0]["id"])
    again = await reporting.head.post(f"/unit-plans/{accepted['id']}/submit")
    versions = [(await documents(reporting.coordinator, accepted["id"], f"?number={number}"))[0]["file_version"] for number in (1, 2)]

    assert (again.status_code, versions) == (200, [1, 2])


async def test_whose_document_is_hidden_is_not_told_its_hash_either(planning: Planning) -> None:
    accepted = await planning.accepted()
    document = accepted["documents"][0]["id"]
    marked = await planning.reporting.officer.patch(f"/evidence/{document}", {"contains_personal_data": True})
    own, leaders = [(await documents(who, accepted["id"]))[0] for who in (planning.reporting.officer, planning.reporting.leader)]

    assert marked.status_code == 200, marked.text
    assert own["sha256"] == sha256(docx()).hexdigest()
    assert (leaders["file_name"], leaders["sha256"]) == ("", None)


async def test_a_head_does_not_send_a_file_that_was_replaced_unseen(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    seen = (await reporting.head.get(f"/unit-plans/{complete['id']}")).headers["etag"]
    await replaced(planning, complete["documents"][0]["id"])
    sent = await reporting.head.post(f"/unit-plans/{complete['id']}/submit", headers={"If-Match": seen})

    assert sent.status_code == 412


async def test_a_reviewer_accepts_the_file_that_was_sent_also_when_the_unit_has_another_by_now(planning: Planning) -> None:
    reporting = planning.reporting
    sent = await planning.sent(reporting.officer, reporting.head)
    seen = (await reporting.coordinator.get(f"/unit-plans/{sent['id']}")).headers["etag"]
    await replaced(planning, sent["documents"][0]["id"])
    accepted = await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept", headers={"If-Match": seen})

    assert (accepted.status_code, accepted.json()["documents"][0]["file_version"]) == (200, 1)


async def test_a_pack_tells_with_which_file_the_plan_was_accepted(planning: Planning) -> None:
    accepted = await planning.accepted()
    document = accepted["documents"][0]["id"]
    await replaced(planning, document)
    [file] = unpacked(await planning.reporting.coordinator.get(f"/evidence/pack?evidence={document}")).manifest["files"]

    assert [(link["type"], link["accepted_version"]) for link in file["links"]] == [("unit_plan", 1)]
    assert [file[name] for name in ("version", "accepted_version", "is_accepted_version")] == [2, 1, False]
