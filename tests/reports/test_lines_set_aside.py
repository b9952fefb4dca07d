"""What was withdrawn or suspended while a period is open need not be written of."""

import pytest

from tests.support.amending import amended, change
from tests.support.planning import REASON, assignment_of
from tests.support.reporting import Reporting


@pytest.mark.parametrize("how", ["dropped", "suspended"])
async def test_a_line_that_was_set_aside_does_not_stop_the_report(reporting: Reporting, how: str) -> None:
    await reporting.opened_period()
    if how == "dropped":
        await amended(reporting, change("drop_task", task_id=reporting.tasks["inform"]))
    else:
        inform = await assignment_of(reporting, "inform", reporting.ward)
        await reporting.coordinator.post(f"/assignments/{inform['id']}/suspend", REASON)
    report = await reporting.report_of(reporting.officer)
    missing = (await reporting.officer.get(f"/reports/{report['id']}/missing")).json()["items"]
    for line in await reporting.lines_of(reporting.officer, report["id"]):
        if line["task"]["key"] != "inform":
            proof = [await reporting.document(reporting.officer)]
            await reporting.write(reporting.officer, line, result="Đã triển khai.", percent=40, evidence_ids=proof)
    sent = await reporting.head.post(f"/reports/{report['id']}/submit")

    assert {item["title"] for item in missing} == {"Niêm yết công khai thủ tục hành chính", "Tổ chức lớp phổ biến pháp luật"}
    assert sent.status_code == 200, sent.text
