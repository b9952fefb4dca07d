"""A correction accepts the files that it brings as its reviewer saw them; all other documents stay the files that were accepted before."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import update

from papi.evidence.models import Evidence, EvidenceFile, ScanState
from tests.support.files import docx, docx_with
from tests.support.reporting import Reporting
from tests.support.world import Someone

SECOND = docx_with(**{"added.xml": b"<a/>"})
FIRST_HASH, SECOND_HASH = sha256(docx()).hexdigest(), sha256(SECOND).hexdigest()


async def accepted(reporting: Reporting) -> tuple[str, list[dict[str, Any]]]:
    """An accepted report of which each line has a document, and its lines."""
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    assert (await reporting.coordinator.post(f"/reports/{report['id']}/accept")).status_code == 200
    return report["id"], await reporting.lines_of(reporting.officer, report["id"])


async def replace(reporting: Reporting, document: str) -> None:
    answer = await reporting.officer.post(f"/evidence/{document}/versions", files={"file": ("Bản sửa.docx", SECOND)})
    assert answer.status_code == 201, answer.text


async def corrected(reporting: Reporting, report: str, line: dict[str, Any], **said: Any) -> str:
    """A correction of one line that the head has sent; its path."""
    body = {"reason": "Ghi sai số liệu.", "lines": [{"line_id": line["id"], **said}]}
    drafted = await reporting.officer.post(f"/reports/{report}/corrections", body)
    assert drafted.status_code == 201, drafted.text
    path = f"/corrections/{drafted.json()['id']}"
    sent = await reporting.head.post(f"{path}/submit")
    assert sent.status_code == 200, sent.text
    return path


async def sealed(reporting: Reporting, report: str, number: int) -> dict[int, list[tuple[str, int, str]]]:
    """What a seal names: the documents of each line, with number and hash."""
    content = json.loads((await reporting.coordinator.get(f"/reports/{report}/seal?number={number}")).json()["content"])
    return {line["number"]: [(one["id"], one["version"], one["sha256"]) for one in line["evidence"]] for line in content["lines"]}


async def told(who: Someone, document: str) -> tuple[Any, ...]:
    found = (await who.get(f"/evidence/{document}")).json()
    return tuple(found[name] for name in ("accepted_version", "file_version", "replaced", "review_stage"))


async def scanned(reporting: Reporting, document: str, number: int, state: ScanState) -> None:
    async with reporting.world.database.writing() as session:
        file = update(EvidenceFile).where(EvidenceFile.evidence_id == UUID(document), EvidenceFile.number == number)
        await session.execute(file.values(scan_state=state))
        present = update(Evidence).where(Evidence.id == UUID(document), Evidence.file_version == number)
        await session.execute(present.values(scan_state=state))


async def test_a_file_that_nobody_reviewed_is_not_accepted_with_a_correction_of_another_line(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    document = lines[0]["evidence_ids"][0]
    await replace(reporting, document)
    path = await corrected(reporting, report, lines[1], result="Đã tổ chức 05 buổi.")
    done = await reporting.coordinator.post(f"{path}/accept")

    assert done.status_code == 200, done.text
    first, second = [await sealed(reporting, report, number) for number in (1, 2)]
    assert first == second
    assert second[1] == [(document, 1, FIRST_HASH)]
    assert await told(reporting.coordinator, document) == (1, 2, True, "in_review")
    shown = (await reporting.lines_of(reporting.coordinator, report))[0]["evidence"][0]
    assert (shown["accepted_version"], shown["file_version"], shown["replaced"]) == (1, 2, True)
    assert (await reporting.coordinator.get(f"/reports/{report}/seal")).json()["changed_since"] is True


async def test_nor_is_one_of_the_line_itself_that_the_correction_does_not_bring(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    document = lines[0]["evidence_ids"][0]
    await replace(reporting, document)
    path = await corrected(reporting, report, lines[0], result="Đã tổ chức 05 buổi.")
    before = (await reporting.coordinator.get(path)).headers["etag"]
    done = await reporting.coordinator.post(f"{path}/accept", headers={"If-Match": before})

    assert done.status_code == 200, done.text
    assert (await sealed(reporting, report, 2))[1] == [(document, 1, FIRST_HASH)]
    assert await told(reporting.coordinator, document) == (1, 2, True, "in_review")


async def test_a_file_that_is_replaced_after_the_reviewer_looked_is_not_accepted_unseen(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    kept, brought = lines[0]["evidence_ids"][0], await reporting.document(reporting.officer)
    path = await corrected(reporting, report, lines[0], evidence_ids=[kept, brought])
    looked = (await reporting.coordinator.get(path)).headers["etag"]
    await replace(reporting, kept)
    unmoved = (await reporting.coordinator.get(path)).headers["etag"]
    await replace(reporting, brought)
    refused = await reporting.coordinator.post(f"{path}/accept", headers={"If-Match": looked})
    still = (await reporting.coordinator.get(path)).json()["state"], await told(reporting.coordinator, kept)
    again = (await reporting.coordinator.get(path)).headers["etag"]
    done = await reporting.coordinator.post(f"{path}/accept", headers={"If-Match": again})

    assert looked == unmoved
    assert (refused.status_code, still) == (412, ("submitted", (1, 2, True, "in_review")))
    assert done.status_code == 200, done.text
    assert sorted((await sealed(reporting, report, 2))[1]) == sorted([(kept, 1, FIRST_HASH), (brought, 2, SECOND_HASH)])
    assert await told(reporting.coordinator, brought) == (2, 2, False, "accepted")
    assert await told(reporting.coordinator, kept) == (1, 2, True, "in_review")


async def test_a_head_does_not_send_a_correction_with_a_file_that_was_replaced_unseen(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    brought = await reporting.document(reporting.officer)
    line = {"line_id": lines[0]["id"], "evidence_ids": [*lines[0]["evidence_ids"], brought]}
    drafted = await reporting.officer.post(f"/reports/{report}/corrections", {"reason": "Bổ sung.", "lines": [line]})
    await replace(reporting, brought)
    sent = await reporting.head.post(
        f"/corrections/{drafted.json()['id']}/submit", headers={"If-Match": drafted.headers.get("etag", '"v1"')}
    )

    assert sent.status_code == 412


async def test_a_document_that_one_line_holds_and_another_gets_anew_stands_with_each_as_it_was_seen(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    document, own = lines[0]["evidence_ids"][0], lines[1]["evidence_ids"][0]
    await replace(reporting, document)
    path = await corrected(reporting, report, lines[1], evidence_ids=[own, document])
    assert (await reporting.coordinator.post(f"{path}/accept")).status_code == 200
    third = await corrected(reporting, report, lines[1], result="Đã tổ chức 06 buổi.")
    assert (await reporting.coordinator.post(f"{third}/accept")).status_code == 200

    for number in (2, 3):
        found = await sealed(reporting, report, number)
        assert found[1] == [(document, 1, FIRST_HASH)]
        assert sorted(found[2]) == sorted([(own, 1, FIRST_HASH), (document, 2, SECOND_HASH)])
    assert await told(reporting.coordinator, document) == (2, 2, False, "accepted")
    uses = (await reporting.coordinator.get(f"/evidence/{document}/uses")).json()["items"]
    assert {use["accepted_version"] for use in uses} == {1}
    assert (await reporting.coordinator.get(f"/reports/{report}/seal")).json()["changed_since"] is True


async def test_a_correction_is_judged_by_the_files_that_it_seals(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    document = lines[0]["evidence_ids"][0]
    await replace(reporting, document)
    path = await corrected(reporting, report, lines[1], result="Đã tổ chức 05 buổi.")
    await scanned(reporting, document, 1, ScanState.INFECTED)
    refused = await reporting.coordinator.post(f"{path}/accept")
    await scanned(reporting, document, 1, ScanState.CLEAN)
    await scanned(reporting, document, 2, ScanState.PENDING)
    done = await reporting.coordinator.post(f"{path}/accept")

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_quarantined")
    assert done.status_code == 200, done.text


async def test_a_correction_that_brings_a_rejected_document_is_not_accepted(reporting: Reporting) -> None:
    report, lines = await accepted(reporting)
    brought = await reporting.document(reporting.officer)
    path = await corrected(reporting, report, lines[0], evidence_ids=[brought])
    async with reporting.world.database.writing() as session:
        await session.execute(update(Evidence).where(Evidence.id == UUID(brought)).values(released=True))
    rejection = {"reason_code": "not_readable"}
    assert (await reporting.coordinator.post(f"/evidence/{brought}/reject", rejection)).status_code == 200
    answer = await reporting.coordinator.post(f"{path}/accept")

    assert (answer.status_code, answer.json()["code"]) == (409, "evidence_rejected")
    assert "“Kế hoạch 58/KH-UBND”" in answer.json()["detail"]
    assert len((await reporting.coordinator.get(f"/reports/{report}/seals")).json()["items"]) == 1
