"""Several documents are proposed to be erased in one act: the refused ones are told by name, and keep no other back."""

import asyncio
from typing import Any

from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.documents import CSV
from papi.kit.types import new_id
from tests.support.archive import Archive
from tests.support.erasing import BODY, proposed
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def propose_all(who: Someone, ids: list[str], **given: Any) -> dict[str, Any]:
    answer = await who.post("/erasures/bulk", {**BODY, "evidence_ids": ids, **given})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def sent(archive: Archive, title: str) -> str:
    made = (await archive.document(title=title))["id"]
    await archive.release(made)
    return made


async def pending(archive: Archive) -> set[str]:
    return {row["evidence_id"] for row in (await archive.coordinator.get("/erasures?state=proposed")).json()["items"]}


async def test_each_stands_or_falls_alone_and_is_told_in_its_place(archive: Archive) -> None:
    free, held, twice, last = [await sent(archive, title) for title in ("Đơn một", "Đơn hai", "Đơn ba", "Đơn bốn")]
    await archive.coordinator.post(f"/evidence/{held}/hold", {"reason": "Đang thanh tra"})
    await proposed(archive.coordinator, twice)

    told = await propose_all(archive.coordinator, [held, free, twice, last, free])

    assert [(item["title"], item["status"], item["code"]) for item in told["items"]] == [
        ("Đơn hai", 409, "held"),
        ("Đơn một", 200, None),
        ("Đơn ba", 409, "already_proposed"),
        ("Đơn bốn", 200, None),
    ]
    assert (told["proposed"], told["refused"]) == (2, 2)
    assert "Đang thanh tra" in told["items"][0]["detail"]
    assert await pending(archive) == {free, twice, last}
    made = (await archive.leader.get(f"/erasures/{told['items'][1]['id']}")).json()
    assert (made["evidence_id"], made["ground"], made["reason"]) == (free, "data_subject", BODY["reason"])


async def test_what_is_out_of_sight_is_refused_without_its_name(archive: Archive) -> None:
    own, unsent = await sent(archive, "Đơn của phường"), (await archive.document(title="Bản nháp của phường"))["id"]
    unknown = str(new_id())

    told = await propose_all(archive.coordinator, [unsent, unknown, own])
    head_elsewhere = await archive.world.person(Role.UNIT_HEAD, await archive.world.unit("Phường 2"))
    elsewhere = await propose_all(head_elsewhere, [own])

    assert [(item["title"], item["status"]) for item in told["items"]] == [("–", 404), ("–", 404), ("Đơn của phường", 200)]
    assert [(item["id"], item["title"], item["status"]) for item in elsewhere["items"]] == [(None, "–", 404)]
    assert (elsewhere["proposed"], elsewhere["refused"]) == (0, 1)


async def test_a_refused_one_leaves_no_fact_and_the_others_one_each(archive: Archive) -> None:
    free, held = await sent(archive, "Đơn một"), await sent(archive, "Đơn hai")
    await archive.coordinator.post(f"/evidence/{held}/hold", {"reason": "Đang thanh tra"})

    await propose_all(archive.coordinator, [free, held])

    async def kinds(made: str) -> list[str]:
        return [fact["kind"] for fact in (await archive.head.get(f"/evidence/{made}/timeline")).json()["items"]]

    assert (await kinds(free)).count("evidence.erasure_proposed") == 1
    assert "evidence.erasure_proposed" not in await kinds(held)


async def test_what_the_law_keeps_and_what_is_not_due_say_why(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    sealed = await propose_all(reporting.coordinator, [document])
    in_english = await reporting.coordinator.post("/erasures/bulk", {**BODY, "evidence_ids": [document]}, headers={"Accept-Language": "en"})

    assert (sealed["items"][0]["code"], "phải lưu đến hết năm 2034" in sealed["items"][0]["detail"]) == ("kept_by_seal", True)
    assert "is kept to the end of 2034" in in_english.json()["items"][0]["detail"]


async def test_what_is_not_due_is_not_proposed_as_due(archive: Archive) -> None:
    made = await sent(archive, "Đơn một")

    told = await propose_all(archive.coordinator, [made], ground="retention_over")

    assert (told["items"][0]["code"], await pending(archive)) == ("not_due", set())


async def test_nothing_too_many_and_no_reason_are_refused_as_a_whole(archive: Archive) -> None:
    made = await sent(archive, "Đơn một")
    bodies = [
        {**BODY, "evidence_ids": []},
        {**BODY, "evidence_ids": [str(new_id()) for _ in range(101)]},
        {**BODY, "evidence_ids": [made], "reason": " "},
    ]

    answers = [await archive.coordinator.post("/erasures/bulk", body) for body in bodies]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert await pending(archive) == set()


async def test_two_who_propose_the_same_at_once_make_one_proposal_each_document(archive: Archive) -> None:
    ids = [await sent(archive, title) for title in ("Đơn một", "Đơn hai", "Đơn ba")]

    first, second = await asyncio.gather(propose_all(archive.coordinator, ids), propose_all(archive.head, ids[::-1]))

    assert first["proposed"] + second["proposed"] == 3
    assert {item["code"] for told in (first, second) for item in told["items"]} <= {None, "already_proposed"}
    assert await pending(archive) == set(ids)


async def test_the_list_of_what_is_due_says_what_is_proposed_until_that_is_refused(archive: Archive) -> None:
    first, second = await sent(archive, "Đơn một"), await sent(archive, "Đơn hai")

    async def marked() -> dict[str, bool]:
        return {row["id"]: row["proposed"] for row in (await archive.coordinator.get("/retention/due")).json()["items"]}

    with clock.business_at(clock.business().replace(year=clock.business().year + 4)):
        before = await marked()
        told = await propose_all(archive.coordinator, [second], ground="retention_over")
        proposed_now = await marked()
        file = await archive.coordinator.get("/retention/due?sort=uploaded_at", headers={"Accept": CSV})
        await archive.leader.post(f"/erasures/{told['items'][0]['id']}/refuse", {"reason": "Còn cần đối chiếu"})
        after = await marked()

    assert (before, proposed_now, after) == ({first: False, second: False}, {first: False, second: True}, before)
    assert [("Chờ quyết định" in line) for line in file.text.splitlines() if "Đơn" in line and "Đơn vị" not in line] == [False, True]
