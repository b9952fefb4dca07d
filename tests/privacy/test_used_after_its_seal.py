"""What is used where nothing is sealed is kept, whatever old seal names it; the list of what is due says so."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.evidence.actions import count_links
from papi.kit import clock
from papi.plans.models import AssignmentEvidence
from papi.reports.models import ReportLine
from tests.support.archive import Archive
from tests.support.erasing import BODY, proposed
from tests.support.reporting import Reporting
from tests.support.world import Someone


def later(years: int) -> Any:
    return clock.business_at(clock.business().replace(month=1, day=2, year=clock.business().year + years))


async def sealed_document(reporting: Reporting) -> tuple[str, str]:
    """What proves the first line of an accepted report, and that line; their ids."""
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert accepted.status_code == 200, accepted.text
    return line["evidence_ids"][0], line["id"]


async def held(who: Someone, document: str) -> str | None:
    due = (await who.get("/retention/due?limit=200")).json()["items"]
    return next(row["held"] for row in due if row["id"] == document)


async def test_an_old_seal_does_not_let_go_what_an_open_report_uses(reporting: Reporting) -> None:
    document, _line = await sealed_document(reporting)
    await reporting.opened_period("2024Q4")
    report = (await reporting.officer.get(f"/reports?unit={reporting.ward.id}&limit=50")).json()["items"]
    drafts = [row["id"] for row in report if row["state"] == "draft"]
    line = (await reporting.lines_of(reporting.officer, drafts[0]))[0]
    await reporting.write(reporting.officer, line, evidence_ids=[document])

    with later(11):
        used = await reporting.coordinator.post("/erasures", {**BODY, "evidence_id": document})
        said = await held(reporting.coordinator, document)
        await reporting.officer.request(
            "DELETE", f"/evidence/{document}/links", json={"targets": [{"type": "report_line", "id": line["id"]}]}
        )
        freed = await held(reporting.coordinator, document)
        made = await proposed(reporting.coordinator, document, ground="retention_over")

    assert (used.status_code, used.json()["code"]) == (409, "still_used")
    assert "còn dùng ở 1 nơi chưa niêm phong" in used.json()["detail"]
    assert said == "còn dùng ở 1 nơi chưa niêm phong; đề nghị xóa được sau khi đơn vị gỡ ra"
    assert (freed, made["state"]) == (None, "proposed")


async def test_what_was_said_of_a_task_before_ends_with_the_seal_of_its_line(reporting: Reporting) -> None:
    document, line = await sealed_document(reporting)
    async with reporting.world.database.writing() as session:
        assignment = await session.scalar(select(ReportLine.assignment_id).where(ReportLine.id == UUID(line)))
        session.add(AssignmentEvidence(assignment_id=assignment, evidence_id=UUID(document), linked_at=clock.business()))
        await count_links(session, [UUID(document)], 1)

    with later(11):
        said = await held(reporting.coordinator, document)
        made = await proposed(reporting.coordinator, document, ground="retention_over")

    assert (said, made["state"]) == (None, "proposed")


async def test_a_reopened_report_uses_its_documents_again(reporting: Reporting) -> None:
    document, _line = await sealed_document(reporting)
    report = (await reporting.report_of(reporting.officer))["id"]
    reopened = await reporting.coordinator.post(f"/reports/{report}/reopen", {"reason": "Bổ sung số liệu theo kết luận thanh tra"})
    assert reopened.status_code == 200, reopened.text

    with later(11):
        used = await reporting.coordinator.post("/erasures", {**BODY, "evidence_id": document})

    assert (used.status_code, used.json()["code"]) == (409, "still_used")


async def test_what_is_in_use_and_was_never_sealed_is_listed_as_kept_in_both_languages(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]

    with later(6):
        said = await held(reporting.coordinator, document)
        english = (await reporting.coordinator.get("/retention/due?limit=200", headers={"Accept-Language": "en"})).json()["items"]
        refused = await reporting.coordinator.post("/erasures", {**BODY, "ground": "retention_over", "evidence_id": document})

    row = next(row for row in english if row["id"] == document)
    assert said == "còn dùng ở 1 nơi chưa niêm phong; đề nghị xóa được sau khi đơn vị gỡ ra"
    assert (row["use"], row["held"]) == (
        "proving",
        "used in 1 places that are not sealed; it can be proposed when its unit has taken it off them",
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "still_used")


async def test_a_hold_is_told_before_use(archive: Archive) -> None:
    made = (await archive.document())["id"]
    await archive.release(made)
    await archive.coordinator.post(f"/evidence/{made}/hold", {"reason": "Đang thanh tra"})
    async with archive.world.database.writing() as session:
        await count_links(session, [UUID(made)], 2)

    with later(6):
        first = await held(archive.coordinator, made)
        await archive.coordinator.delete(f"/evidence/{made}/hold")
        then = await held(archive.coordinator, made)

    assert first == "Đang thanh tra"
    assert then is not None
    assert then.startswith("còn dùng ở 2 nơi")
