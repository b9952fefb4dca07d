"""Submit, return, approve: the leader decides, what is approved is frozen, and holds until the next edition is approved."""

import json
from hashlib import sha256
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.access.signatures import read_statement
from papi.directory.models import Person
from tests.support.consolidating import accepted, produced, section, texts
from tests.support.planning import REASON
from tests.support.reporting import Reporting


@pytest.fixture
async def report(reporting: Reporting) -> dict[str, Any]:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head)
    return await produced(reporting)


async def _done(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_it_goes_to_the_leader_comes_back_and_is_approved(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"

    sent = await _done(await reporting.coordinator.post(f"{path}/submit"))
    returned = await _done(await reporting.leader.post(f"{path}/return", {"reason": "Nêu rõ nguyên nhân."}))
    await reporting.coordinator.post(f"{path}/blocks", {"section": "causes", "text": "Kinh phí bố trí chậm."})
    await _done(await reporting.coordinator.post(f"{path}/submit"))
    approved = await _done(await reporting.leader.post(f"{path}/approve"))
    await reporting.world.let_the_worker_run()

    assert (sent["state"], sent["allowed_actions"]) == ("submitted", [])
    assert (returned["state"], returned["return_reason"]) == ("returned", "Nêu rõ nguyên nhân.")
    assert (approved["state"], approved["edition"], approved["approved_edition"]) == ("approved", 1, 1)
    leader = [item["text"] for item in (await reporting.leader.get("/notifications")).json()["items"]]
    coordinator = [item["text"] for item in (await reporting.coordinator.get("/notifications")).json()["items"]]
    assert leader.count("trình lãnh đạo phê duyệt") == 2
    assert {"trả lại báo cáo tổng hợp: Nêu rõ nguyên nhân.", "phê duyệt báo cáo tổng hợp, bản số 1"} <= set(coordinator)


async def test_what_is_approved_is_frozen_and_signed(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    await _done(await reporting.coordinator.post(f"{path}/submit"))
    await _done(await reporting.leader.post(f"{path}/approve"))

    seal = await _done(await reporting.observer.get(f"{path}/seal"))

    statement = read_statement(seal["public_key"], seal["signature"])
    assert statement is not None
    assert (statement["sha256"], statement["number"]) == (seal["sha256"], 1)
    assert sha256(seal["content"].encode()).hexdigest() == seal["sha256"]
    frozen = json.loads(seal["content"])
    paragraph = frozen["sections"][0]["paragraphs"][2]
    assert paragraph["sources"][0]["number"] == 1
    assert [found["seal"] for found in frozen["inputs"]] == [1]


async def test_units_read_what_was_approved_whatever_is_written_since(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    before = await reporting.officer.get(path)
    await _done(await reporting.coordinator.post(f"{path}/submit"))
    await _done(await reporting.leader.post(f"{path}/approve"))
    approved = await texts(reporting.coordinator, report, "direction")

    reopened = await _done(await reporting.coordinator.post(f"{path}/reopen", {"reason": "Bổ sung số liệu"}))
    block = (await section(reporting.coordinator, report, "direction"))["blocks"][0]
    await reporting.coordinator.patch(f"/consolidated-blocks/{block['id']}", {"text": "Bản đang soạn."})
    seen = await _done(await reporting.officer.get(path))
    contents = await _done(await reporting.officer.get(f"{path}/contents"))
    hidden = await reporting.officer.get(f"{path}/sections/direction")

    assert before.json()["code"] == "consolidated_not_found"
    assert (reopened["state"], reopened["edition"], reopened["approved_edition"]) == ("draft", 2, 1)
    assert (seen["state"], seen["edition"], seen["moved"], seen["allowed_actions"], seen["reopen_reason"]) == (
        "approved",
        1,
        None,
        [],
        None,
    )
    assert (contents["frozen"], contents["edition"]) == (True, 1)
    assert contents["sections"][0]["paragraphs"] == approved
    assert hidden.status_code == 403
    assert [row["state"] for row in (await reporting.officer.get("/consolidated-reports?state=approved")).json()["items"]] == ["approved"]
    assert (await reporting.officer.get("/consolidated-reports?state=draft")).json()["items"] == []

    await _done(await reporting.coordinator.post(f"{path}/submit"))
    await _done(await reporting.leader.post(f"{path}/approve"))
    second = await _done(await reporting.officer.get(f"{path}/contents"))
    first = await _done(await reporting.officer.get(f"{path}/contents?edition=1"))
    assert (second["edition"], second["sections"][0]["paragraphs"][0]) == (2, "Bản đang soạn.")
    assert first["sections"][0]["paragraphs"] == approved


async def test_what_changes_below_after_the_approval_is_said(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    await _done(await reporting.coordinator.post(f"{path}/submit"))
    await _done(await reporting.leader.post(f"{path}/approve"))

    own = await reporting.report_of(reporting.officer)
    await reporting.coordinator.post(f"/reports/{own['id']}/reopen", REASON)

    assert (await _done(await reporting.leader.get(path)))["moved"] == {"fresh": 0, "changed": 1}


async def test_nobody_approves_what_they_submitted(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    both = await reporting.world.person(Role.COORDINATOR, reporting.coordinating)
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, both.id)
    as_leader = await reporting.world.sign_in(person, await reporting.world.membership(person, Role.LEADER, reporting.city), reporting.city)
    await _done(await both.post(f"{path}/submit"))

    refused = await as_leader.post(f"{path}/approve")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_submission")
    assert (await as_leader.get(path)).json()["blocked"]["code"] == "own_submission"


async def test_text_unseen_is_neither_submitted_nor_approved(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    seen = (await reporting.coordinator.get(path)).headers["ETag"]
    block = (await section(reporting.coordinator, report, "direction"))["blocks"][0]
    await reporting.coordinator.patch(f"/consolidated-blocks/{block['id']}", {"text": "Vừa sửa."})

    stale = await reporting.coordinator.post(f"{path}/submit", headers={"If-Match": seen})
    await _done(await reporting.coordinator.post(f"{path}/submit"))
    after = await reporting.coordinator.patch(f"/consolidated-blocks/{block['id']}", {"text": "Sửa sau khi trình."})

    assert stale.status_code == 412
    assert (after.status_code, after.json()["code"]) == (409, "wrong_state")


@pytest.mark.parametrize("edition", ["0", "-1", "99999999999999999999"])
async def test_an_edition_that_cannot_be_is_refused(reporting: Reporting, report: dict[str, Any], edition: str) -> None:
    path = f"/consolidated-reports/{report['id']}"

    answers = [
        await reporting.coordinator.get(f"{path}/contents?edition={edition}"),
        await reporting.coordinator.get(f"{path}/seal?edition={edition}"),
        await reporting.coordinator.get(f"{path}/export?edition={edition}"),
        await reporting.coordinator.post(f"{path}/sections/direction/versions/{edition}/restore"),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
