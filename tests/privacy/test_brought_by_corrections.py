"""A document that a correction under way brings to a line is used, though nothing is linked yet: nobody erases it meanwhile."""

import asyncio
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.models import Evidence
from papi.evidence.queries import document as document_queries
from papi.evidence.queries.document import hold_own
from papi.kit import clock
from papi.reports.actions import corrections
from tests.support.erasing import BODY, approved, proposed
from tests.support.reporting import Reporting
from tests.support.world import Someone

ENGLISH = {"headers": {"Accept-Language": "en"}}


async def accepted(reporting: Reporting) -> tuple[str, dict[str, Any]]:
    """An accepted report, and its first line."""
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    answer = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert answer.status_code == 200, answer.text
    return report["id"], (await reporting.lines_of(reporting.officer, report["id"]))[0]


async def brings(reporting: Reporting, report: str, line: dict[str, Any], document: str) -> Any:
    body = {"reason": "Bổ sung biên bản.", "lines": [{"line_id": line["id"], "evidence_ids": [*line["evidence_ids"], document]}]}
    return await reporting.officer.post(f"/reports/{report}/corrections", body)


async def refused_at(reporting: Reporting, document: str) -> tuple[int, str]:
    answer = await reporting.head.post("/erasures", {**BODY, "evidence_id": document})
    return answer.status_code, answer.json().get("code")


async def test_it_is_neither_proposed_nor_approved_until_the_correction_has_ended(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    proposed_before, wanted = [await reporting.document(reporting.officer) for _ in range(2)]
    erasure = await proposed(reporting.head, proposed_before)
    correction = (await brings(reporting, report, line, proposed_before)).json()["id"]
    both = {"reason": "Bổ sung.", "lines": [{"line_id": line["id"], "evidence_ids": [*line["evidence_ids"], proposed_before, wanted]}]}
    written = await reporting.officer.patch(f"/corrections/{correction}", both)
    assert written.status_code == 200, written.text

    approval = await reporting.leader.post(f"/erasures/{erasure['id']}/approve")
    proposal = await reporting.head.post("/erasures", {**BODY, "evidence_id": wanted})
    in_english = await reporting.head.post("/erasures", {**BODY, "evidence_id": wanted}, **ENGLISH)
    await reporting.head.post(f"/corrections/{correction}/submit")
    when_sent = await refused_at(reporting, wanted)
    await reporting.coordinator.post(f"/corrections/{correction}/return", {"reason": "Chưa rõ"})
    when_returned = await refused_at(reporting, wanted)
    still_there = await reporting.officer.get(f"/evidence/{proposed_before}/content")
    await reporting.head.post(f"/corrections/{correction}/withdraw")
    approved_after = await reporting.leader.post(f"/erasures/{erasure['id']}/approve")

    assert [(answer.status_code, answer.json()["code"]) for answer in (approval, proposal)] == [
        (409, "still_used"),  # the leader does not see what a unit only drafts
        (409, "brought_by_correction"),
    ]
    assert "bản đính chính" in proposal.json()["detail"]
    assert f"của {reporting.ward.short_name}, chưa được quyết định" in proposal.json()["detail"]
    assert "to its correction of" in in_english.json()["detail"]
    assert when_sent == when_returned == (409, "brought_by_correction")
    assert (still_there.status_code, approved_after.status_code) == (200, 200)
    assert (await proposed(reporting.head, wanted))["state"] == "proposed"


async def test_nobody_else_learns_of_a_draft(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    document = await reporting.document(reporting.officer)
    async with reporting.world.database.writing() as session:  # it went out with something once, so others see it
        await session.execute(update(Evidence).where(Evidence.id == UUID(document)).values(released=True))
    erasure = await proposed(reporting.head, document)
    correction = (await brings(reporting, report, line, document)).json()["id"]

    async def held_for(who: Someone) -> str:
        items = (await who.get("/retention/due?limit=200")).json()["items"]
        return next(row["held"] for row in items if row["id"] == document)

    with clock.business_at(clock.business().replace(month=1, day=2, year=clock.business().year + 4)):
        to_its_unit, to_another = await held_for(reporting.head), await held_for(reporting.coordinator)
    unsent = await reporting.leader.post(f"/erasures/{erasure['id']}/approve")
    await reporting.head.post(f"/corrections/{correction}/submit")
    sent = await reporting.leader.post(f"/erasures/{erasure['id']}/approve")

    assert to_its_unit.startswith("đang được đưa vào bản đính chính ")
    assert to_another.startswith("còn dùng ở 1 nơi ")
    assert (unsent.status_code, unsent.json()["code"]) == (409, "still_used")
    assert "đính chính" not in unsent.text
    assert (sent.status_code, sent.json()["code"]) == (409, "brought_by_correction")


async def test_all_documents_of_a_correction_are_held_before_its_first_line(reporting: Reporting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line, two who name the same documents in different orders would wait for each other."""
    report, _line = await accepted(reporting)
    lines = (await reporting.lines_of(reporting.officer, report))[:2]
    documents = [await reporting.document(reporting.officer) for _ in lines]
    body = [{"line_id": one["id"], "evidence_ids": [*one["evidence_ids"], new]} for one, new in zip(lines, documents, strict=True)]
    held: list[set[str]] = []

    async def note(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Evidence]:
        found = await hold_own(session, actor, ids)
        held.append({str(document.id) for document in found})
        return found

    monkeypatch.setattr(document_queries, "hold_own", note)
    monkeypatch.setattr(corrections, "hold_own", note)
    answer = await reporting.officer.post(f"/reports/{report}/corrections", {"reason": "Bổ sung.", "lines": body})

    assert answer.status_code == 201, answer.text
    assert len(documents) == 2
    assert (held[0] >= set(documents), held[1:]) == (True, [{document} for document in documents])


async def test_what_a_seal_names_is_kept_by_the_seal_and_so_is_what_was_brought_once_accepted(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    brought = await reporting.document(reporting.officer)
    correction = (await brings(reporting, report, line, brought)).json()["id"]

    before = await refused_at(reporting, line["evidence_ids"][0])
    await reporting.head.post(f"/corrections/{correction}/submit")
    decided = await reporting.coordinator.post(f"/corrections/{correction}/accept")

    assert decided.status_code == 200, decided.text
    assert before == await refused_at(reporting, brought) == (409, "kept_by_seal")


async def test_the_list_of_what_is_due_says_that_it_is_kept(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    document, other = [await reporting.document(reporting.officer) for _ in range(2)]
    correction = (await brings(reporting, report, line, document)).json()["id"]

    async def held(**options: Any) -> dict[str, str | None]:
        items = (await reporting.head.get("/retention/due?limit=200", **options)).json()["items"]
        return {row["id"]: row["held"] for row in items}

    with clock.business_at(clock.business().replace(month=1, day=2, year=clock.business().year + 4)):
        said, english = await held(), await held(**ENGLISH)
        await reporting.head.post(f"/corrections/{correction}/withdraw")
        freed = await held()

    assert (said[document] or "").startswith("đang được đưa vào bản đính chính ")
    assert (english[document] or "").startswith("brought to the correction of ")
    assert (said[other], freed[document]) == (None, None)


async def test_what_is_erased_is_brought_by_no_correction(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    document = await reporting.document(reporting.officer)
    await approved(reporting.head, reporting.leader, document)

    answer = await brings(reporting, report, line, document)

    assert (answer.status_code, answer.json()["code"]) == (410, "document_erased")
    assert (await reporting.officer.get(f"/reports/{report}/corrections")).json()["items"] == []


async def test_who_corrects_and_who_approves_at_once_do_not_both_succeed(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    documents = [await reporting.document(reporting.officer) for _ in range(4)]
    erasures = [await proposed(reporting.head, document) for document in documents]

    used = set[str]()
    for document, erasure in zip(documents, erasures, strict=True):
        corrected, decided = await asyncio.gather(
            brings(reporting, report, line, document), reporting.leader.post(f"/erasures/{erasure['id']}/approve")
        )
        assert sorted((corrected.status_code, decided.status_code)) in ([201, 409], [200, 410]), (corrected.text, decided.text)
        if corrected.status_code == 201:
            used.add(document)
            await reporting.head.post(f"/corrections/{corrected.json()['id']}/withdraw")

    async with reporting.world.database.reading() as session:
        erased = {str(each) for each in await session.scalars(select(Evidence.id).where(Evidence.erased_at.is_not(None)))}
    assert (erased & used, erased | used) == (set(), set(documents))
