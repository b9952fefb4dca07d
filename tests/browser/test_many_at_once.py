"""The coordinator moves the days of several parts, and gives a task to further units: of a plan in force, and of next year's draft."""

from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, accessibility_violations, choose, sign_in_on
from tests.support.people import Script, SignIn

WARD = "Phường 1"
AT_ONCE = "Có hiệu lực ngay và ghi vào lịch sử."


async def _parts(script: Script, unit_id: str, cadence: str) -> list[Any]:
    """Open parts of a unit whose day nobody has extended, in the order of the page."""
    query = {"unit": unit_id, "cadence": cadence, "work_state": "open", "limit": "50"}
    rows = (await script.get("/assignments", params=query))["items"]
    return [row for row in rows if "edit" in row["allowed_actions"] and not row["extended_times"] and not row["extension_asked"]]


async def _tick(page: Page, row: Any) -> None:
    box = page.get_by_role("checkbox", name=f"Chọn {row['unit']['name']}: {row['task']['title']}", exact=True)
    await box.focus()
    await page.keyboard.press("Space")
    await expect(box).to_be_checked()


async def test_days_of_several_parts_move_and_the_button_says_how_many(open_page: OpenPage, sign_in: SignIn) -> None:
    script, ward = await sign_in("pnv.chuyenvien"), (await sign_in("26506.officer")).unit_id
    movable, periodic = (await _parts(script, ward, "once"))[:2], (await _parts(script, ward, "each_period"))[0]
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto(f"/plan?unit={ward}&work_state=open")
    for row in [*movable, periodic]:
        await _tick(page, row)
    await page.get_by_role("button", name="Đổi thời hạn").click()
    dialog = page.get_by_role("dialog", name="Đổi thời hạn")
    await dialog.get_by_label("Thời hạn mới").last.fill("15/11/2024")
    await page.keyboard.press("Enter")
    await dialog.get_by_label("Lý do").fill("Chờ hướng dẫn của tỉnh.")

    # three are chosen; the preview names the one that has no day of its own, and the button says two
    await dialog.get_by_role("button", name="Xem trước").click()
    await expect(dialog.get_by_text("Sẽ đổi hạn 2 phân công, 1 không đổi được")).to_be_visible()
    await expect(dialog.get_by_role("list")).to_contain_text(periodic["task"]["title"])
    assert await accessibility_violations(page) == []
    # another day is another question
    await dialog.get_by_label("Thời hạn mới").last.fill("18/11/2024")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("button", name="Đổi hạn 2 phân công")).to_have_count(0)
    await dialog.get_by_role("button", name="Xem trước").click()
    await dialog.get_by_role("button", name="Đổi hạn 2 phân công").click()
    await expect(dialog.get_by_text("Đã đổi hạn 2 phân công, 1 không đổi được:")).to_be_visible()
    await dialog.get_by_role("button", name="Đóng").last.click()

    await expect(page.get_by_text("Đã chọn")).to_have_count(0)
    for row in movable:
        shown = page.get_by_role("row").filter(has_text=row["task"]["title"]).filter(has_text="18/11/2024")
        await expect(shown.first).to_be_visible()
        assert (await script.get(f"/assignments/{row['id']}"))["due_on"] == "2024-11-18"


async def _panel(page: Page, address: str) -> Locator:
    await page.goto(address)
    panel = page.get_by_role("complementary", name="Nhiệm vụ")
    await panel.get_by_role("button", name="Giao thêm đơn vị").click()
    return panel


async def test_further_units_of_a_plan_in_force_are_told_at_once(open_page: OpenPage, sign_in: SignIn) -> None:
    script, ward = await sign_in("pnv.chuyenvien"), (await sign_in("26506.officer")).unit_id
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    task = (await _parts(script, ward, "once"))[0]
    given = (await script.get("/assignments", params={"task": task["task"]["id"], "limit": "200"}))["items"]
    holders = {row["unit"]["id"] for row in given}
    units = (await script.get("/units", params={"limit": "200"}))["items"]
    fresh = next(unit for unit in units if unit["id"] not in holders and unit["kind"] == "department")

    await _panel(page, f"/plan?assignment={task['id']}")
    dialog = page.get_by_role("dialog", name="Giao thêm đơn vị")
    await expect(dialog.get_by_text(AT_ONCE)).to_be_visible()
    await choose(dialog, "Đơn vị", WARD, fresh["short_name"])
    assert await accessibility_violations(page) == []
    await dialog.get_by_role("button", name="Giao", exact=True).click()
    await expect(dialog.get_by_text("Đã giao cho 1 đơn vị, 1 không giao được:")).to_be_visible()
    await expect(dialog.get_by_role("list")).to_contain_text(WARD)
    await dialog.get_by_role("button", name="Đóng").last.click()
    now = (await script.get("/assignments", params={"task": task["task"]["id"], "unit": fresh["id"]}))["items"]
    assert len(now) == 1

    # the same from the task itself
    await _panel(page, f"/plan?view=tasks&open={task['task']['id']}")
    await expect(page.get_by_role("dialog", name="Giao thêm đơn vị").get_by_text(AT_ONCE)).to_be_visible()


async def test_further_units_of_a_draft_are_told_when_it_is_approved(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("pnv.chuyenvien")
    plan = (await script.get("/plans"))["items"][0]
    draft = (await script.send("POST", f"/plans/{plan['id']}/copy", 201, json={"year": plan["year"] + 1}))["plan_id"]
    tasks = (await script.get("/tasks", params={"plan": draft, "limit": "200"}))["items"]
    units = (await script.get("/units", params={"limit": "200"}))["items"]
    task = next(task for task in tasks if 0 < task["units"] < len(units) - 5)
    given = (await script.get("/assignments", params={"task": task["id"], "limit": "200"}))["items"]
    fresh = next(unit for unit in units if unit["id"] not in {row["unit"]["id"] for row in given})
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")

    panel = await _panel(page, f"/plan?plan={draft}&view=tasks&open={task['id']}")
    dialog = page.get_by_role("dialog", name="Giao thêm đơn vị")
    await choose(dialog, "Cơ quan phối hợp", fresh["short_name"])
    await expect(dialog.get_by_text(AT_ONCE)).to_have_count(0)
    await dialog.get_by_role("button", name="Lưu", exact=True).click()
    await expect(dialog).to_be_hidden()
    await expect(panel.get_by_role("heading", name=f"Đơn vị thực hiện ({task['units'] + 1})")).to_be_visible()
    await expect(panel.get_by_role("listitem").filter(has_text=fresh["short_name"])).to_be_visible()
