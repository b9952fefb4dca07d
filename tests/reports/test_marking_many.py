"""Marks on many lines at once, and what the reviewer sees when a report comes again: what changed, and what did not."""

from typing import Any

from tests.support.cumulative import ask_for_figures
from tests.support.reporting import Reporting

RETURN = {"mark": "return", "reason_code": "figures_mismatch", "reason": "Số liệu không khớp"}


def marks(lines: list[dict[str, Any]], **mark: Any) -> dict[str, Any]:
    return {"items": [{"id": line["id"], "version": line["version"], **mark} for line in lines]}


async def test_many_lines_are_marked_in_one_act_and_a_changed_one_is_told(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.coordinator, report["id"])
    stale = {**lines[2], "version": lines[2]["version"] - 1}
    strange = {"id": report["id"], "version": 1}

    answer = await reporting.coordinator.put(f"/reports/{report['id']}/review-marks", marks([*lines[:2], stale, strange], mark="ok"))

    assert [(item["status"], item["code"]) for item in answer.json()["items"]] == [
        (200, None),
        (200, None),
        (412, "stale_version"),
        (404, "report_line_not_found"),
    ]
    held = [line["mark"] and line["mark"]["mark"] for line in await reporting.lines_of(reporting.coordinator, report["id"])]
    assert held == ["ok", "ok", None]


async def test_marks_are_changed_taken_back_and_need_their_reason(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.coordinator, report["id"])
    path = f"/reports/{report['id']}/review-marks"
    await reporting.coordinator.put(path, marks(lines, mark="ok"))

    mixed = [*marks(lines[:1], **RETURN)["items"], *marks(lines[1:2], mark=None)["items"], *marks(lines[2:], mark="return")["items"]]
    answer = await reporting.coordinator.put(path, {"items": mixed})
    empty = await reporting.coordinator.put(path, {"items": []})

    assert [item["code"] for item in answer.json()["items"]] == [None, None, "reason_required"]
    held = [line["mark"] and line["mark"]["mark"] for line in await reporting.lines_of(reporting.coordinator, report["id"])]
    assert (held, empty.status_code) == (["return", None, "ok"], 422)


async def test_the_number_of_statements_does_not_grow_with_the_lines(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.coordinator, report["id"])
    spent: list[int] = []
    for some in (lines[:1], lines):
        with reporting.world.counted_queries() as count:
            await reporting.coordinator.put(f"/reports/{report['id']}/review-marks", marks(some, mark="ok"))
        spent.append(count.number)

    assert spent[0] == spent[1]


async def test_a_report_that_comes_again_shows_what_changed_and_keeps_what_was_in_order(reporting: Reporting) -> None:
    figure = {"key": "so_buoi", "label": "Số buổi", "measure": "buổi"}
    await ask_for_figures(reporting, items=[figure])
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.coordinator, report["id"])
    path = f"/reports/{report['id']}"
    await reporting.coordinator.put(f"{path}/review-marks", marks(lines[:1], mark="ok"))
    back = [{"id": line["id"], "reason_code": "not_enough_detail", "reason": "Nêu rõ số buổi"} for line in lines[1:]]
    await reporting.coordinator.post(f"{path}/return", {"lines": back})
    mended = (await reporting.lines_of(reporting.officer, report["id"]))[1]
    new_proof = await reporting.document(reporting.officer)
    await reporting.write(reporting.officer, mended, result="Tổ chức 04 buổi", percent=60, figures={"so_buoi": 4}, evidence_ids=[new_proof])
    await reporting.head.post(f"{path}/submit")

    kept, changed, as_it_was = await reporting.lines_of(reporting.coordinator, report["id"])

    assert (kept["before"], kept["review_state"], kept["mark"]["holds"]) == (None, "ok", True)
    assert changed["before"]["changed"] == ["result", "percent", "figures", "evidence"]
    assert (changed["before"]["result"], changed["before"]["percent"]) == ("Đã triển khai theo kế hoạch.", 40)
    assert (changed["before"]["documents_added"], changed["before"]["documents_removed"]) == (["Kế hoạch 58/KH-UBND"],) * 2
    assert (as_it_was["before"]["changed"], as_it_was["review_state"]) == ([], "pending")
    row = (await reporting.coordinator.get("/reports?reviewable=true")).json()["items"][0]
    assert (row["marks_ok"], row["marks_return"]) == (1, 0)


async def test_lines_found_in_order_count_for_another_reviewer_too(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.coordinator, report["id"])
    back = {"lines": [{"id": lines[0]["id"], "reason_code": "other", "reason": "Bổ sung"}]}
    await reporting.coordinator.post(f"/reports/{report['id']}/return", back)
    await reporting.head.post(f"/reports/{report['id']}/submit")
    colleague = await reporting.world.person(reporting.coordinator.role, reporting.coordinating)

    row = (await colleague.get("/reports?reviewable=true")).json()["items"][0]

    assert row["marks_ok"] == 2


async def test_many_reports_go_back_with_one_coded_reason(reporting: Reporting) -> None:
    await reporting.opened_period()
    first = await reporting.submitted_report(reporting.officer, reporting.head)
    second = await reporting.submitted_report(reporting.stranger, reporting.stranger)
    said = {"reason_code": "wrong_period", "reason": "Số liệu của quý II"}
    items = [{"id": report["id"], "version": f"{report['version']}.{report['content_version']}", **said} for report in (first, second)]

    outcome = await reporting.coordinator.post("/reports/bulk", {"action": "return", "items": items})

    assert [item["status"] for item in outcome.json()["items"]] == [200, 200]
    told = [(line["reason_code"], line["reason"]) for line in await reporting.lines_of(reporting.officer, first["id"])]
    assert told == [("wrong_period", "Số liệu của quý II")] * 3
