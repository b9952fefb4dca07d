"""No unit's plan is sent or accepted with a quarantined file, none accepted with one that nobody could read or that was rejected."""

from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import update

from papi.evidence.models import Evidence, EvidenceFile, ScanState
from tests.support.files import pdf
from tests.support.unit_planning import Planning


async def scanned(planning: Planning, document: str, state: ScanState, number: int = 1) -> None:
    """What the scanner says of one version."""
    async with planning.world.database.writing() as session:
        file = update(EvidenceFile).where(EvidenceFile.evidence_id == UUID(document), EvidenceFile.number == number)
        await session.execute(file.values(scan_state=state, scan_finding="X" if state is ScanState.INFECTED else None))
        present = update(Evidence).where(Evidence.id == UUID(document), Evidence.file_version == number)
        await session.execute(present.values(scan_state=state))


async def submit(planning: Planning, plan: dict[str, Any]) -> httpx.Response:
    return await planning.reporting.head.post(f"/unit-plans/{plan['id']}/submit")


async def accept(planning: Planning, plan: dict[str, Any]) -> httpx.Response:
    return await planning.reporting.coordinator.post(f"/unit-plans/{plan['id']}/accept")


async def state_of(planning: Planning, plan: dict[str, Any]) -> tuple[str, str]:
    """That of the plan, and of the task that asks for it."""
    found = (await planning.reporting.officer.get(f"/unit-plans/{plan['id']}")).json()
    return found["state"], (await planning.duty_of(planning.reporting.ward))["work_state"]


async def test_a_plan_goes_with_files_that_wait_and_is_accepted_when_they_are_clean(planning: Planning) -> None:
    plan = await planning.complete(planning.reporting.officer)
    document = plan["documents"][0]["id"]
    await scanned(planning, document, ScanState.PENDING)
    sent = await submit(planning, plan)
    early = await accept(planning, plan)
    await scanned(planning, document, ScanState.CLEAN)
    accepted = await accept(planning, plan)

    assert sent.status_code == 200, sent.text
    assert (early.status_code, early.json()["code"]) == (409, "evidence_being_scanned")
    assert "“Kế hoạch 58/KH-UBND”" in early.json()["detail"]
    assert accepted.status_code == 200, accepted.text


async def test_a_plan_with_a_quarantined_file_is_neither_sent_nor_accepted(planning: Planning) -> None:
    plan = await planning.complete(planning.reporting.officer)
    document = plan["documents"][0]["id"]
    refused: list[tuple[int, str]] = []
    before = await state_of(planning, plan)
    for state in (ScanState.INFECTED, ScanState.FAILED):
        await scanned(planning, document, state)
        answer = await submit(planning, plan)
        refused.append((answer.status_code, answer.json()["code"]))
    still = await state_of(planning, plan)
    await scanned(planning, document, ScanState.CLEAN)
    await submit(planning, plan)
    sent = await state_of(planning, plan)
    await scanned(planning, document, ScanState.INFECTED)
    accepting = await accept(planning, plan)

    assert (refused, still) == ([(409, "evidence_quarantined")] * 2, before)
    assert (accepting.status_code, accepting.json()["code"]) == (409, "evidence_quarantined")
    assert await state_of(planning, plan) == sent


async def test_what_is_accepted_is_judged_by_the_file_with_which_it_was_sent(planning: Planning) -> None:
    plan = await planning.sent(planning.reporting.officer, planning.reporting.head)
    document = plan["documents"][0]["id"]
    newer = await planning.reporting.officer.post(f"/evidence/{document}/versions", files={"file": ("Kế hoạch 58a.pdf", pdf(pages=2))})
    await scanned(planning, document, ScanState.INFECTED)
    refused = await accept(planning, plan)
    await scanned(planning, document, ScanState.CLEAN)
    await scanned(planning, document, ScanState.INFECTED, number=2)
    accepted = await accept(planning, plan)

    assert newer.status_code == 201, newer.text
    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_quarantined")
    assert accepted.status_code == 200, accepted.text


async def test_a_plan_with_a_rejected_document_is_returned_and_not_accepted(planning: Planning) -> None:
    plan = await planning.sent(planning.reporting.officer, planning.reporting.head)
    coordinator, document = planning.reporting.coordinator, plan["documents"][0]["id"]
    assert (await coordinator.post(f"/evidence/{document}/reject", {"reason_code": "no_signature_or_seal"})).status_code == 200
    refused = await accept(planning, plan)
    returned = await coordinator.post(f"/unit-plans/{plan['id']}/return", {"reason_code": "other", "reason": "Bản chưa ký."})

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_rejected")
    assert "“Kế hoạch 58/KH-UBND”" in refused.json()["detail"]
    assert returned.status_code == 200, returned.text
