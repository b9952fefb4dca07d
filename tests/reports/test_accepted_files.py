"""A line says which file of a document was accepted with it, and what of its proof wants looking at."""

from typing import Any

from tests.support.files import docx_with
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def sent(reporting: Reporting) -> tuple[str, str]:
    """A sent report and the document of its first line."""
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    return report["id"], line["evidence_ids"][0]


async def replace(reporting: Reporting, document_id: str) -> None:
    file = {"file": ("Kế hoạch 58 sửa.docx", docx_with(**{"added.xml": b"<a/>"}))}
    answer = await reporting.officer.post(f"/evidence/{document_id}/versions", files=file)
    assert answer.status_code == 201, answer.text


async def proof(reporting: Reporting, who: Someone, report_id: str) -> dict[str, Any]:
    return (await reporting.lines_of(who, report_id))[0]["evidence"][0]


async def test_a_line_keeps_the_file_that_was_accepted_with_it(reporting: Reporting) -> None:
    report_id, document_id = await sent(reporting)
    before = await proof(reporting, reporting.coordinator, report_id)
    await reporting.coordinator.post(f"/reports/{report_id}/accept")
    accepted = await proof(reporting, reporting.coordinator, report_id)
    await replace(reporting, document_id)

    def told(document: dict[str, Any]) -> list[Any]:
        return [document[name] for name in ("accepted_version", "file_version", "replaced", "review_stage")]

    assert told(before) == [None, 1, False, "in_review"]
    assert told(accepted) == [1, 1, False, "accepted"]
    for who in (reporting.officer, reporting.coordinator):
        assert told(await proof(reporting, who, report_id)) == [1, 2, True, "in_review"]
        uses = (await who.get(f"/evidence/{document_id}/uses")).json()["items"]
        assert {use["accepted_version"] for use in uses} == {1}
        assert (await who.get(f"/evidence/{document_id}/content?version=1")).status_code == 200
    document = (await reporting.coordinator.get(f"/evidence/{document_id}")).json()
    assert (document["accepted_version"], document["replaced"]) == (1, True)


async def test_a_report_taken_up_again_has_no_accepted_file(reporting: Reporting) -> None:
    report_id, document_id = await sent(reporting)
    await reporting.coordinator.post(f"/reports/{report_id}/accept")
    await reporting.coordinator.post(f"/reports/{report_id}/reopen", {"reason": "Sai số liệu"})

    assert (await proof(reporting, reporting.coordinator, report_id))["accepted_version"] is None
    uses = (await reporting.coordinator.get(f"/evidence/{document_id}/uses")).json()["items"]
    assert {use["accepted_version"] for use in uses} == {None}


async def test_rejected_and_expired_proof_is_pointed_out_and_stops_nothing(reporting: Reporting) -> None:
    report_id, document_id = await sent(reporting)
    rejection = {"reason_code": "no_signature_or_seal", "reason": "Trang 2"}
    assert (await reporting.coordinator.post(f"/evidence/{document_id}/reject", rejection)).status_code == 200
    await reporting.coordinator.post(f"/reports/{report_id}/return", {"reason": "Bổ sung", "reason_code": "evidence_wrong"})
    await reporting.officer.patch(f"/evidence/{document_id}", {"expires_on": "2024-08-31"})

    line = (await reporting.lines_of(reporting.officer, report_id))[0]
    missing = (await reporting.officer.get(f"/reports/{report_id}/missing")).json()

    assert {"expired", "rejected"} <= set(line["lacks"])
    assert line["complete"] is True
    shown = line["evidence"][0]
    assert (shown["review_stage"], shown["review_code"], shown["review_reason"], shown["expired"]) == (
        "rejected",
        "no_signature_or_seal",
        "Trang 2",
        True,
    )
    pointed_out = {(item["lack"], item["stops"]) for item in missing["items"] if item["line_id"] == line["id"]}
    assert pointed_out == {("expired", False), ("rejected", False)}
    assert missing["lines"] == 0
