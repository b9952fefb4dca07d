"""A document that somebody who asked for a copy is to get is not erased before the request has ended."""

import asyncio

from sqlalchemy import select

from papi.evidence.models import Evidence
from papi.kit import clock
from papi.kit.documents import CSV
from tests.subject_requests.test_documents_of_a_request import choose, document, request_of
from tests.support.archive import Archive
from tests.support.asking_subjects import NAME
from tests.support.erasing import BODY, carry_out, proposed


async def test_it_is_neither_proposed_nor_approved_until_the_request_has_ended(archive: Archive) -> None:
    path = await request_of(archive.head)
    proposed_before, wanted = await document(archive, NAME), await document(archive, f"{NAME} hai")
    erasure = await proposed(archive.head, proposed_before)
    await choose(archive.head, path, [proposed_before, wanted])

    approval = await archive.leader.post(f"/erasures/{erasure['id']}/approve")
    proposal = await archive.head.post("/erasures", {**BODY, "evidence_id": wanted, "ground": "unneeded"})
    in_english = await archive.head.post("/erasures", {**BODY, "evidence_id": wanted}, headers={"Accept-Language": "en"})
    several = await archive.head.post("/erasures/bulk", {**BODY, "evidence_ids": [wanted]})
    still_there = await archive.officer.get(f"/evidence/{proposed_before}/content")
    await archive.head.post(f"{path}/answer", {"outcome": "Đã giao bản sao"})
    approved_after = await archive.leader.post(f"/erasures/{erasure['id']}/approve")

    assert [(answer.status_code, answer.json()["code"]) for answer in (approval, proposal)] == [(409, "promised_to_subject")] * 2
    assert "yêu cầu số 01/" in proposal.json()["detail"]
    assert "do Phường 1 giải quyết" in proposal.json()["detail"]
    assert "which Phường 1 handles" in in_english.json()["detail"]
    assert "Bích" not in proposal.text
    assert several.json()["items"][0]["code"] == "promised_to_subject"
    assert (still_there.status_code, approved_after.status_code, await carry_out(archive.world)) == (200, 200, True)
    assert (await proposed(archive.head, wanted))["state"] == "proposed"


async def test_only_what_is_to_be_given_is_kept(archive: Archive) -> None:
    asked, ending = await request_of(archive.head), await request_of(archive.head, kind="erase")
    dropped, withheld, to_end = [await document(archive, f"{NAME} {number}") for number in ("một", "hai", "ba")]
    await choose(archive.head, asked, [dropped, withheld])
    await archive.head.delete(f"{asked}/documents/{dropped}")
    await choose(archive.head, asked, [withheld], "not", "Không phải người này")
    await choose(archive.head, ending, [to_end])

    states = [(await proposed(archive.head, each))["state"] for each in (dropped, withheld, to_end)]

    assert states == ["proposed"] * 3


async def test_of_two_requests_the_other_one_keeps_it_on(archive: Archive) -> None:
    first, second = await request_of(archive.head), await request_of(archive.coordinator)
    wanted = await document(archive, NAME)
    await archive.release(wanted)
    await choose(archive.head, first, [wanted])
    await choose(archive.coordinator, second, [wanted])

    by_the_first = await archive.head.post("/erasures", {**BODY, "evidence_id": wanted})
    await archive.head.post(f"{first}/withdraw", {"outcome": "Người yêu cầu rút"})
    by_the_second = await archive.head.post("/erasures", {**BODY, "evidence_id": wanted})

    assert ["số 01/" in by_the_first.json()["detail"], "số 02/" in by_the_second.json()["detail"]] == [True, True]
    assert by_the_second.json()["code"] == "promised_to_subject"


async def test_the_list_of_what_is_due_says_for_what_it_is_kept(archive: Archive) -> None:
    path = await request_of(archive.head)
    wanted, held = await document(archive, NAME, title="Đơn một"), await document(archive, f"{NAME} hai", title="Đơn hai")
    for each in (wanted, held):
        await archive.release(each)
    await archive.coordinator.post(f"/evidence/{held}/hold", {"reason": "Đang thanh tra"})
    await choose(archive.head, path, [wanted, held])

    with clock.business_at(clock.business().replace(year=clock.business().year + 4)):
        due = (await archive.coordinator.get("/retention/due")).json()["items"]
        file = await archive.coordinator.get("/retention/due", headers={"Accept": CSV})

    said = {row["id"]: row["held"] for row in due}
    assert said[held] == "Đang thanh tra"
    assert said[wanted].startswith("để cung cấp theo yêu cầu số 01/")
    assert said[wanted] in file.text


async def test_who_chooses_and_who_approves_at_once_do_not_both_succeed(archive: Archive) -> None:
    path, wanted = await request_of(archive.head), [await document(archive, f"{NAME} {number}") for number in range(4)]
    erasures = [await proposed(archive.head, each) for each in wanted]

    for each, erasure in zip(wanted, erasures, strict=True):
        chosen, approved = await asyncio.gather(
            choose(archive.head, path, [each]), archive.leader.post(f"/erasures/{erasure['id']}/approve")
        )
        assert sorted((chosen.status_code, approved.status_code)) in ([200, 409], [200, 404])

    async with archive.world.database.reading() as session:
        erased = {str(each) for each in await session.scalars(select(Evidence.id).where(Evidence.erased_at.is_not(None)))}
    given = {row["evidence_id"] for row in (await archive.head.get(f"{path}/documents")).json()["items"]}
    assert (erased & given, erased | given) == (set(), set(wanted))
