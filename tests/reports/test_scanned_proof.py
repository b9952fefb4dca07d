"""Nobody sends a report that rests on a quarantined file, and nobody accepts one whose files could not be read yet."""

import httpx
from sqlalchemy import update

from papi.evidence.models import Evidence, EvidenceFile, ScanState
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def judged(reporting: Reporting, state: ScanState, finding: str | None = None) -> None:
    """What the scanner says of every file there is."""
    async with reporting.world.database.writing() as session:
        await session.execute(update(EvidenceFile).values(scan_state=state, scan_finding=finding))
        await session.execute(update(Evidence).values(scan_state=state))


async def act(who: Someone, report: dict[str, str], what: str) -> httpx.Response:
    return await who.post(f"/reports/{report['id']}/{what}")


async def test_a_report_goes_with_files_that_wait_and_is_accepted_when_they_are_clean(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    await judged(reporting, ScanState.PENDING)
    sent = await act(reporting.head, report, "submit")
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    early = await act(reporting.coordinator, report, "accept")
    await judged(reporting, ScanState.CLEAN)
    accepted = await act(reporting.coordinator, report, "accept")

    assert (sent.status_code, line["evidence"][0]["scan_state"]) == (200, "pending")
    assert (early.status_code, early.json()["code"]) == (409, "evidence_being_scanned")
    assert "“Kế hoạch 58/KH-UBND”" in early.json()["detail"]
    assert accepted.status_code == 200


async def test_a_report_that_rests_on_a_quarantined_file_is_neither_sent_nor_accepted(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    refused: list[tuple[int, str]] = []
    for state in (ScanState.INFECTED, ScanState.FAILED):
        await judged(reporting, state, "X")
        answer = await act(reporting.head, report, "submit")
        refused.append((answer.status_code, answer.json()["code"]))
    still = (await reporting.report_of(reporting.officer))["state"]
    await judged(reporting, ScanState.CLEAN)
    await act(reporting.head, report, "submit")
    await judged(reporting, ScanState.INFECTED, "X")
    accepting = await act(reporting.coordinator, report, "accept")

    assert (refused, still) == ([(409, "evidence_quarantined")] * 2, "draft")
    assert (accepting.status_code, accepting.json()["code"]) == (409, "evidence_quarantined")
    returned = await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Tệp minh chứng có mã độc"})
    assert returned.status_code == 200


async def test_what_is_found_in_a_sealed_document_is_named_among_what_changed_since(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    await act(reporting.coordinator, report, "accept")
    await judged(reporting, ScanState.INFECTED, "X")

    changes = (await reporting.coordinator.get(f"/reports/{report['id']}/seal-changes")).json()["changes"]

    assert {change["what"] for change in changes} == {"quarantined"}
    assert changes[0]["detail"] == "Dòng 1: tài liệu “Kế hoạch 58/KH-UBND” có mã độc, đã bị cách ly."


async def test_a_refusal_names_no_document_that_its_reader_would_not_see(reporting: Reporting) -> None:
    """As who stands for a unit that was merged away, for which another unit answers: its documents with personal data are not theirs."""
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    await judged(reporting, ScanState.INFECTED, "X")
    other = await reporting.world.unit("Phường 9")
    async with reporting.world.database.writing() as session:
        await session.execute(update(Evidence).values(unit_id=other.id, contains_personal_data=True))

    refused = await act(reporting.head, report, "submit")

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_quarantined")
    assert "Kế hoạch" not in refused.json()["detail"]
    assert "“Có dữ liệu cá nhân: chỉ đơn vị và người thẩm tra xem”" in refused.json()["detail"]
