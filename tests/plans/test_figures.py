"""The numbers that a task asks for: who names them, what becomes of what was typed, and how lines are checked against them."""

from typing import Any

import pytest

from tests.support.amending import amended, change
from tests.support.cumulative import FIGURES, ask_for_figures
from tests.support.planning import draft_plan, task_body
from tests.support.reporting import Reporting


async def inform_line(reporting: Reporting) -> dict[str, Any]:
    report = await reporting.report_of(reporting.officer)
    lines = await reporting.lines_of(reporting.officer, report["id"])
    return next(line for line in lines if line["task"]["id"] == str(reporting.tasks["inform"]))


async def test_the_coordinator_names_figures_and_everybody_reads_them(reporting: Reporting) -> None:
    await ask_for_figures(reporting)

    figures = (await reporting.officer.get(f"/tasks/{reporting.tasks['inform']}/figures")).json()
    task = (await reporting.officer.get(f"/tasks/{reporting.tasks['inform']}")).json()

    assert [(figure["label"], figure["rule"], figure["required"]) for figure in figures["items"]][:2] == [
        ("Số buổi tuyên truyền", "sum", True),
        ("Số hộ nghèo hiện có", "latest", False),
    ]
    assert (task["figures"], figures["allowed_actions"]) == (figures["items"], [])


async def test_a_figure_gets_its_key_from_its_label_and_keeps_it(reporting: Reporting) -> None:
    path = f"/tasks/{reporting.tasks['inform']}/figures"
    first = (await reporting.coordinator.put(path, {"items": [{"label": "Số lượt người dự"}, {"label": "Số lượt: người, dự?"[:3]}]})).json()

    again = (await reporting.coordinator.put(path, {"items": [{"label": "Số lượt người dự", "measure": "lượt"}]})).json()

    assert [figure["key"] for figure in first["items"]] == ["so_luot_nguoi_du", "so"]
    assert [(figure["key"], figure["measure"], figure["retired"]) for figure in again["items"]] == [
        ("so_luot_nguoi_du", "lượt", False),
        ("so", "", True),
    ]


async def test_a_retired_figure_keeps_what_was_typed_and_takes_nothing_new(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    line = await reporting.write(reporting.officer, await inform_line(reporting), figures={"so_buoi": 4, "dong_nhat": 120})
    await ask_for_figures(reporting, items=FIGURES[:2])

    kept = await reporting.write(reporting.officer, line, figures={"so_buoi": 5, "dong_nhat": 120})
    refused = await reporting.officer.patch(f"/report-lines/{line['id']}", {"figures": {"dong_nhat": 130}})

    shown = [(figure["key"], figure["retired"]) for figure in kept["task"]["figures"]]
    assert shown == [("so_buoi", False), ("ho_ngheo", False), ("dong_nhat", True)]
    assert kept["figures"] == {"so_buoi": 5, "dong_nhat": 120}
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/figures/dong_nhat")


@pytest.mark.parametrize(
    ("figures", "pointer"),
    [
        ({"khong_co": 1}, "/figures/khong_co"),
        ({"so_buoi": 1.5}, "/figures/so_buoi"),
        ({"so_buoi": -1}, "/figures/so_buoi"),
        ({"so_buoi": "4"}, "/figures/so_buoi"),
        ({"so_buoi": True}, "/figures/so_buoi"),
        ({"ty_le": 1e300}, "/figures/ty_le"),
    ],
)
async def test_a_number_that_does_not_fit_is_refused_at_its_field(reporting: Reporting, figures: dict[str, Any], pointer: str) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    line = await inform_line(reporting)

    refused = await reporting.officer.patch(f"/report-lines/{line['id']}", {"figures": figures})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert (await inform_line(reporting))["version"] == line["version"]


async def test_one_number_that_is_set_leaves_the_others_and_null_takes_one_away(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    line = await inform_line(reporting)
    await reporting.write(reporting.officer, line, figures={"so_buoi": 3, "ho_ngheo": 12})

    await reporting.write(reporting.officer, await inform_line(reporting), figures={"so_buoi": 4})
    one = (await inform_line(reporting))["figures"]
    await reporting.write(reporting.officer, await inform_line(reporting), figures={"ho_ngheo": None})

    assert one == {"so_buoi": 4, "ho_ngheo": 12}
    assert (await inform_line(reporting))["figures"] == {"so_buoi": 4}


async def test_a_line_without_a_required_figure_stops_the_submission(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)

    refused = await reporting.head.post(f"/reports/{report['id']}/submit")
    missing = (await reporting.head.get(f"/reports/{report['id']}/missing")).json()
    line = await inform_line(reporting)
    await reporting.write(reporting.officer, line, figures={"so_buoi": 0})

    assert (refused.status_code, refused.json()["code"]) == (409, "report_incomplete")
    assert [(item["line_id"], item["lack"]) for item in missing["items"]] == [(line["id"], "figures")]
    assert (await reporting.head.post(f"/reports/{report['id']}/submit")).status_code == 200


async def test_whoever_asks_for_more_lets_the_reports_lines_be_counted_anew(reporting: Reporting) -> None:
    await reporting.opened_period()
    before = await reporting.filled_report(reporting.officer)
    await ask_for_figures(reporting)

    await reporting.world.let_the_worker_run()

    after = await reporting.report_of(reporting.officer)
    assert (before["lines_complete"], after["lines_complete"], after["content_version"]) == (3, 2, before["content_version"])


async def test_figures_stand_in_the_history_the_submitted_text_and_the_seal_in_words(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    await reporting.write(reporting.officer, await inform_line(reporting), figures={"so_buoi": 1250, "ty_le": 45.5})
    line = await inform_line(reporting)
    told = (await reporting.officer.get(f"/report-lines/{line['id']}/timeline")).json()["items"][-1]

    report = await reporting.report_of(reporting.officer)
    document = await reporting.document(reporting.officer)
    for item in await reporting.lines_of(reporting.officer, report["id"]):
        await reporting.write(reporting.officer, item, result="Xong.", percent=40, evidence_ids=[document])
    assert (await reporting.head.post(f"/reports/{report['id']}/submit")).status_code == 200
    seen = (await reporting.coordinator.get(f"/report-lines/{line['id']}")).json()
    file = await reporting.coordinator.get(f"/reports/{report['id']}/lines", headers={"Accept": "text/csv"})
    listed = (await reporting.coordinator.get(f"/report-lines?task={reporting.tasks['inform']}&unit={reporting.ward.id}")).json()["items"]
    assert (await reporting.coordinator.post(f"/reports/{report['id']}/accept")).status_code == 200
    seal = (await reporting.coordinator.get(f"/reports/{report['id']}/seal")).json()

    words = "Số buổi tuyên truyền: 1.250 buổi; Tỷ lệ hồ sơ trực tuyến: 45,5 %"
    assert words in str(told["changes"])
    assert "so_buoi" not in str(told["changes"])
    assert (seen["figures"], seen["figures_text"], listed[0]["figures_text"]) == ({"so_buoi": 1250, "ty_le": 45.5}, words, words)
    assert words in file.content.decode("utf-8-sig")
    assert '"so_buoi":1250' in seal["content"]


async def test_of_a_draft_a_figure_goes_for_good_and_a_copied_plan_asks_again(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan, due_on=None, cadence="each_period"))).json()
    path = f"/tasks/{task['id']}/figures"
    await reporting.coordinator.put(path, {"items": FIGURES})

    kept = (await reporting.coordinator.put(path, {"items": [{**FIGURES[0], "kind": "decimal"}]})).json()["items"]

    assert [(figure["key"], figure["kind"]) for figure in kept] == [("so_buoi", "decimal")]


async def test_in_a_plan_in_force_a_figure_keeps_its_kind_and_names_are_given_once(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    path = f"/tasks/{reporting.tasks['inform']}/figures"

    other_kind = await reporting.coordinator.put(path, {"items": [{**FIGURES[0], "kind": "decimal"}]})
    twice = await reporting.coordinator.put(path, {"items": [{"label": "Số buổi"}, {"label": "số  buổi"}]})
    stale = await reporting.coordinator.put(path, {"items": []}, headers={"If-Match": '"v1"'})

    assert (other_kind.status_code, other_kind.json()["errors"][0]["pointer"]) == (422, "/items/0/kind")
    assert (twice.status_code, twice.json()["errors"][-1]["pointer"]) == (422, "/items/1/label")
    assert stale.status_code == 412


async def test_figures_go_over_into_the_next_years_plan_and_into_what_is_put_right(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    copied = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/copy", {"year": 2025})
    assert copied.status_code in (200, 201), copied.text
    tasks = (await reporting.coordinator.get(f"/tasks?plan={copied.json()['plan_id']}")).json()["items"]
    new = next(task for task in tasks if task["key"] == "inform")

    figures = (await reporting.coordinator.get(f"/tasks/{new['id']}/figures")).json()["items"]

    assert [(figure["key"], figure["rule"]) for figure in figures] == [(figure["key"], figure["rule"]) for figure in FIGURES]


async def test_the_next_version_says_how_a_figure_is_asked_for_otherwise(reporting: Reporting) -> None:
    for place, figure in enumerate((FIGURES[0], {**FIGURES[0], "required": False})):
        await ask_for_figures(reporting, items=[figure])
        await amended(reporting, change("change_task", task_id=reporting.tasks["publish"], fields={"title": f"Niêm yết lần {place}"}))

    told = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/3/difference")).json()["tasks"]

    fields = {field["label"]: (field["before"], field["after"]) for task in told if task["key"] == "inform" for field in task["fields"]}
    asked = "Số buổi tuyên truyền (buổi, số nguyên, cộng dồn"
    assert fields == {"Số liệu phải báo cáo": (f"{asked}, bắt buộc)", f"{asked})")}
