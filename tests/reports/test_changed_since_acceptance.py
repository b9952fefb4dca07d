"""After the acceptance: every seal is kept and can be downloaded, and what has changed since is known and said in words."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import text
from typer.testing import CliRunner

from papi.cli.seal import app
from tests.support.files import docx_with
from tests.support.reporting import Reporting
from tests.support.sealing import verified_content


async def accepted(reporting: Reporting) -> tuple[str, list[dict[str, Any]]]:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    done = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert done.status_code == 200, done.text
    return report["id"], await reporting.lines_of(reporting.coordinator, report["id"])


async def changes(reporting: Reporting, report_id: str, language: str = "vi") -> list[dict[str, Any]]:
    answer = await reporting.coordinator.get(f"/reports/{report_id}/seal-changes", headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()["changes"]


async def marked(reporting: Reporting, report_id: str) -> tuple[bool, bool, list[str]]:
    """On the report, on the period's board, and found by the filter."""
    report = (await reporting.coordinator.get(f"/reports/{report_id}")).json()
    board = (await reporting.coordinator.get(f"/periods/{report['period']['id']}/completeness?changed=true")).json()
    found = (await reporting.coordinator.get("/reports?changed=true")).json()["items"]
    assert board["changed"] == len(board["items"])
    return report["changed_since_acceptance"], bool(board["items"]), [item["id"] for item in found]


async def test_an_accepted_report_has_not_changed(reporting: Reporting) -> None:
    report_id, _lines = await accepted(reporting)

    assert await changes(reporting, report_id) == []
    assert await marked(reporting, report_id) == (False, False, [])
    others = (await reporting.coordinator.get("/reports?changed=false&state=accepted")).json()["items"]
    assert [item["id"] for item in others] == [report_id]


async def test_a_new_file_of_a_document_is_a_change_with_both_hashes(reporting: Reporting) -> None:
    report_id, lines = await accepted(reporting)
    document = lines[0]["evidence_ids"][0]
    file = {"file": ("Kế hoạch 58 sửa.docx", docx_with(**{"added.xml": b"<a/>"}))}
    replaced = await reporting.officer.post(f"/evidence/{document}/versions", files=file)
    assert replaced.status_code == 201, replaced.text

    (change,) = await changes(reporting, report_id)

    assert change["what"] == "file"
    assert change["detail"] == "Dòng 1: tài liệu “Kế hoạch 58/KH-UBND” có tệp mới (bản 2; khi chấp nhận là bản 1)."
    assert len(change["before"]) == len(change["after"]) == 64
    assert await marked(reporting, report_id) == (True, True, [report_id])
    assert (await reporting.officer.get(f"/reports/{report_id}/seal")).json()["changed_since"] is True


async def test_a_document_rejected_afterwards_is_a_change(reporting: Reporting) -> None:
    report_id, lines = await accepted(reporting)
    await reporting.coordinator.post(f"/evidence/{lines[0]['evidence_ids'][0]}/reject", {"reason": "Không đúng văn bản"})

    (change,) = await changes(reporting, report_id)

    assert (change["what"], change["after"]) == ("rejected", "Không đúng văn bản")
    assert await marked(reporting, report_id) == (True, True, [report_id])


async def test_a_reopened_report_says_what_its_unit_changed_once_it_is_sent(reporting: Reporting) -> None:
    report_id, lines = await accepted(reporting)
    again = {"lines": [{"id": lines[0]["id"], "reason_code": "figures_mismatch", "reason": "Sai số"}], "reason": "Phát hiện sai số liệu"}
    await reporting.coordinator.post(f"/reports/{report_id}/reopen", again)
    line = (await reporting.lines_of(reporting.officer, report_id))[0]
    await reporting.write(reporting.officer, line, result="Tổ chức 03 buổi", percent=30)

    draft = [change["detail"] for change in await changes(reporting, report_id)]
    own = (await reporting.officer.get(f"/reports/{report_id}/seal-changes")).json()["changes"]
    await reporting.head.post(f"/reports/{report_id}/submit")
    sent = await changes(reporting, report_id, "en")

    assert draft == ["Báo cáo đã được mở lại sau khi chấp nhận."]
    assert [change["what"] for change in own] == ["reopened", "text", "text"]
    told = [(change["detail"], change["before"], change["after"]) for change in sent]
    assert told == [
        ("The report was reopened after its acceptance.", None, None),
        ("Line 1: the result has changed.", "Đã triển khai theo kế hoạch.", "Tổ chức 03 buổi"),
        ("Line 1: the percent done has changed.", "40", "30"),
    ]
    assert await marked(reporting, report_id) == (True, True, [report_id])
    await reporting.coordinator.post(f"/reports/{report_id}/accept")
    assert await changes(reporting, report_id) == []
    assert await marked(reporting, report_id) == (False, False, [])


async def test_a_text_changed_behind_the_product_shows_against_the_seal(reporting: Reporting) -> None:
    report_id, _lines = await accepted(reporting)
    async with reporting.world.database.writing() as session:
        await session.execute(text("UPDATE report_line_texts SET percent = 90"))

    found = await changes(reporting, report_id)

    assert {(change["detail"], change["before"], change["after"]) for change in found} == {
        (f"Dòng {number}: mức độ hoàn thành đã thay đổi.", "40", "90") for number in (1, 2, 3)
    }


async def test_every_seal_is_kept_listed_and_downloaded_by_its_number(reporting: Reporting, tmp_path: Path) -> None:
    report_id, _lines = await accepted(reporting)
    await reporting.coordinator.post(f"/reports/{report_id}/reopen", {"reason": "Phát hiện sai số liệu"})
    await reporting.head.post(f"/reports/{report_id}/submit")
    await reporting.coordinator.post(f"/reports/{report_id}/accept")

    listed = (await reporting.officer.get(f"/reports/{report_id}/seals")).json()["items"]
    copies = [await reporting.officer.get(f"/reports/{report_id}/seal?number={number}") for number in (1, 2, 3)]
    latest = await reporting.officer.get(f"/reports/{report_id}/seal")

    assert [row["number"] for row in listed] == [2, 1]
    assert [copy.status_code for copy in copies] == [200, 200, 404]
    assert copies[0].headers["Content-Disposition"].startswith('attachment; filename="niem-phong-2024Q3-')
    assert [verified_content(copy.json())["report"]["submission"] for copy in copies[:2]] == [1, 2]
    assert (latest.json()["number"], latest.content) == (2, copies[1].content)
    assert (await reporting.stranger.get(f"/reports/{report_id}/seals")).status_code == 404


async def test_a_downloaded_copy_is_verified_with_the_published_keys(reporting: Reporting, tmp_path: Path) -> None:
    report_id, _lines = await accepted(reporting)
    copy, keys = tmp_path / "copy.json", tmp_path / "keys.json"
    copy.write_bytes((await reporting.officer.get(f"/reports/{report_id}/seal")).content)
    keys.write_bytes((await reporting.world.anyone.get("/.well-known/papi-seal-keys.json")).content)

    done = CliRunner().invoke(app, ["seal", "verify", str(copy), "--key", str(keys)])
    touched = json.loads(copy.read_text("utf-8"))
    copy.write_text(json.dumps({**touched, "content": touched["content"].replace("theo kế hoạch", "vượt kế hoạch")}), "utf-8")
    refused = CliRunner().invoke(app, ["seal", "verify", str(copy), "--key", str(keys)])

    assert (done.exit_code, refused.exit_code) == (0, 1), done.output + refused.output
