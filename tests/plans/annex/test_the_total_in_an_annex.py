"""An annex may say what is wanted of the province's total; no task is of it."""

from tests.support.annexes import Annexed, line, workbook


async def test_an_annex_sets_the_total_by_its_usual_names(annexed: Annexed) -> None:
    path = f"/plans/{annexed.plan['id']}"
    for name, target in (("Chỉ số PAPI", 44.92), ("Tổng điểm", 45.1), ("PAPI Tổng điểm", 46.0)):
        file = workbook(line("", indicator=name, baseline=43.86, target=target, lead="", due=""))
        stored = await annexed.reporting.coordinator.post(f"{path}/import", files={"file": ("phu-luc.xlsx", file)})
        assert (stored.status_code, stored.json()["counts"]["targets_changed"]) == (200, 1), stored.text
        again = await annexed.reporting.coordinator.post(f"{path}/import?dry_run=true", files={"file": ("phu-luc.xlsx", file)})
        assert [row["status"] for row in again.json()["rows"]] == ["same"]
    total = (await annexed.reporting.coordinator.get(path)).json()["total"]

    assert (total["baseline"], total["target"], total["stance"]) == (43.86, 46.0, "improve")


async def test_a_task_of_the_whole_index_is_a_general_one(annexed: Annexed) -> None:
    path = f"/plans/{annexed.plan['id']}"
    file = workbook(line(indicator="Chỉ số PAPI", target="Cải thiện 44,92"))
    stored = await annexed.reporting.coordinator.post(f"{path}/import", files={"file": ("phu-luc.xlsx", file)})
    task = (await annexed.tasks())[0]

    assert stored.status_code == 200, stored.text
    assert (task["indicators"], task["kind"]) == ([], "general")
    assert (await annexed.reporting.coordinator.get(path)).json()["total"]["target"] == 44.92
