"""What units count is added up by the rule of each figure; what they correct afterwards is marked, offered, and told after an approval."""

from typing import Any

from papi.access.permissions import Role
from tests.support.consolidating import accepted, produced, section, texts
from tests.support.cumulative import ask_for_figures
from tests.support.reporting import Reporting

WHY = "Nhầm số buổi của khu phố 4."


async def test_figures_of_all_units_stand_in_one_sentence_by_their_rules(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    await _counted(reporting, reporting.officer, reporting.head, 4)
    await _counted(reporting, second, reporting.stranger, 1246)

    report = await produced(reporting)

    said = next(text for text in await texts(reporting.coordinator, report, "direction") if text.startswith("Tuyên truyền"))
    assert "Số liệu: số buổi tuyên truyền 1.250" in said
    path = f"/consolidated-reports/{report['id']}"
    told = (await reporting.coordinator.get(f"{path}/contents")).json()["tables"]["numbers"]
    paper = (await reporting.coordinator.get(f"{path}/export?format=json")).json()["paper"]
    asked = {"task": "Tuyên truyền về Chỉ số PAPI", "label": "Số buổi tuyên truyền", "measure": "buổi", "rule": "sum"}
    assert told == [{**asked, "total": 1250, "least": 4, "most": 1246, "units": 2}]
    assert [annex["title"] for annex in paper["annexes"]][2:] == ["Số liệu theo nhiệm vụ", "Tài liệu kiểm chứng"]
    assert paper["annexes"][2]["blocks"][0]["rows"] == [[1, asked["task"], asked["label"], "buổi", 1250, 4, 1246, 2]]


async def test_a_correction_is_marked_on_its_paragraphs_and_told_after_the_approval(reporting: Reporting) -> None:
    await reporting.opened_period()
    unit_report = await accepted(reporting, reporting.officer, reporting.head, result="Đã tổ chức 04 buổi.")
    report = await produced(reporting)
    path = f"/consolidated-reports/{report['id']}"
    await reporting.coordinator.post(f"{path}/submit")
    await reporting.leader.post(f"{path}/approve")
    line = (await reporting.lines_of(reporting.officer, unit_report["id"]))[0]

    body = {"reason": WHY, "lines": [{"line_id": line["id"], "result": "Đã tổ chức 05 buổi."}]}
    correction = (await reporting.officer.post(f"/reports/{unit_report['id']}/corrections", body)).json()
    await reporting.head.post(f"/corrections/{correction['id']}/submit")
    before = (await reporting.leader.get(path)).json()["moved"]
    done = await reporting.coordinator.post(f"/corrections/{correction['id']}/accept")
    after = (await reporting.leader.get(path)).json()["moved"]
    await reporting.coordinator.post(f"{path}/reopen", {"reason": "Lấy số liệu đính chính"})
    behind = await _behind(reporting, report)
    shown = (await reporting.coordinator.get(f"{path}/refresh")).json()

    assert done.status_code == 200, done.text
    assert (before, after) == ({"fresh": 0, "changed": 0}, {"fresh": 0, "changed": 1})
    assert [(source["standing"], source["result"], source["now"]["result"]) for source in behind] == [
        ("changed", "Đã tổ chức 04 buổi.", "Đã tổ chức 05 buổi.")
    ]
    assert "- Phường 1: Đã tổ chức 05 buổi." in [item["after"] for item in shown["items"]]


async def _behind(reporting: Reporting, report: dict[str, Any]) -> list[dict[str, Any]]:
    """The sources of the first paragraph that has moved."""
    blocks = (await section(reporting.coordinator, report, "direction"))["blocks"]
    moved = next(block for block in blocks if block["moved"])
    return (await reporting.coordinator.get(f"/consolidated-blocks/{moved['id']}/sources")).json()["items"]


async def _counted(reporting: Reporting, officer: Any, head: Any, number: int) -> None:
    """A report whose task that asks for figures has them."""
    draft = await reporting.report_of(officer)
    for line in await reporting.lines_of(officer, draft["id"]):
        figures = {"so_buoi": number} if line["task"]["title"].startswith("Tuyên truyền") else {}
        said = {
            "result": "Đã tổ chức tuyên truyền.",
            "percent": 60,
            "figures": figures,
            "evidence_ids": [await reporting.document(officer)],
        }
        await reporting.write(officer, line, **said)
    sent = await head.post(f"/reports/{draft['id']}/submit")
    assert sent.status_code == 200, sent.text
    done = await reporting.coordinator.post(f"/reports/{draft['id']}/accept")
    assert done.status_code == 200, done.text
