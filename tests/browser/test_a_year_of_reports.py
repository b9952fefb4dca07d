"""A year's report comes filled from the accepted quarter; the quarter is corrected in the open, and the year is offered what changed."""

from typing import Any

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.clerk import year_opened
from tests.support.people import Script, SignIn, latest_report

EDITED = "Cả năm đã tổ chức 12 buổi, 1.240 lượt người dự."
CORRECTED = "Đã đối chiếu, tổ chức 05 buổi."
WHY = "Tổng hợp thiếu 01 buổi tại khu phố 4."


async def test_a_year_is_filled_from_the_quarter_and_offered_its_correction(open_page: OpenPage, sign_in: SignIn) -> None:
    await year_opened(sign_in)
    script, coordinator = await sign_in("26506.officer"), await sign_in("pnv.chuyenvien")
    year = await latest_report(script)
    edited, kept, corrected = [line for line in await _lines(script, year) if line["carried_from"]][:3]
    quarter = corrected["carried_from"][0]["report_id"]
    period = (await script.get(f"/reports/{quarter}"))["period"]["id"]
    await coordinator.send("POST", f"/periods/{period}/close")

    officer = await open_page("/")
    await sign_in_on(officer, "26506.officer")
    await _edits_one_and_keeps_one(officer, year["id"], edited, kept)
    await _drafts_a_correction(officer, quarter, corrected)
    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await head.goto(f"/reports/{quarter}")
    await head.get_by_role("button", name="Gửi đính chính").click()
    await expect(head.get_by_text("Đã gửi, chờ quyết định")).to_be_visible()
    reviewer = await open_page("/")
    await sign_in_on(reviewer, "pnv.chuyenvien")
    await _accepts_the_correction(reviewer, WHY)

    await officer.goto(f"/reports/{year['id']}?line={corrected['id']}")
    await officer.get_by_role("button", name="Cập nhật từ kỳ đã chấp nhận").click()
    await officer.get_by_role("button", name="Cập nhật 1 dòng").click()
    await expect(officer.get_by_label("Kết quả thực hiện")).to_have_value(f"Quý III/2024: {CORRECTED}")
    assert EDITED in [line["result"] for line in await _lines(script, year)]

    leader = await open_page(f"/reports/{quarter}")
    await sign_in_on(leader, "ubnd.lanhdao")
    await leader.goto(f"/reports/{quarter}")
    history = leader.get_by_role("region", name="Đính chính")
    await history.get_by_text(WHY).click()
    await expect(history.get_by_text("Bản niêm phong số 2")).to_be_visible()
    assert (await history.locator("del").count(), await history.locator("ins").count()) > (0, 0)


async def _lines(who: Script, report: dict[str, Any]) -> list[dict[str, Any]]:
    return (await who.get(f"/reports/{report['id']}/lines"))["items"]


async def _edits_one_and_keeps_one(page: Page, report: str, edited: dict[str, Any], kept: dict[str, Any]) -> None:
    mark = page.get_by_text("Điền sẵn từ các kỳ đã chấp nhận, chưa sửa.")
    await page.goto(f"/reports/{report}?line={edited['id']}")
    await expect(mark).to_be_visible()
    await page.get_by_label("Kết quả thực hiện").fill(EDITED)
    await expect(mark).to_have_count(0)
    await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()
    await page.goto(f"/reports/{report}?line={kept['id']}")
    await page.get_by_role("button", name="Giữ nguyên", exact=True).click()
    await expect(mark).to_have_count(0)
    await expect(page.get_by_label("Kết quả thực hiện")).to_have_value(kept["result"])
    await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()


async def _drafts_a_correction(page: Page, report: str, line: dict[str, Any]) -> None:
    """Refused first: a line must keep a result."""
    await page.goto(f"/reports/{report}")
    await page.get_by_role("button", name="Lập đính chính").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Lý do đính chính").fill(WHY)
    await dialog.get_by_role("combobox", name="Thêm dòng cần sửa").fill(line["task"]["title"])
    await expect(page.locator(".ant-select-dropdown:visible .ant-select-item-option-active")).to_contain_text(line["task"]["title"])
    await page.keyboard.press("Enter")
    result = dialog.get_by_label("Kết quả thực hiện")
    await result.fill("")
    await dialog.get_by_role("button", name="Lưu bản đính chính").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("chưa có nội dung")
    await result.fill(CORRECTED)
    await dialog.get_by_role("button", name="Lưu bản đính chính").click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("region", name="Đính chính")).to_contain_text(WHY)


async def _accepts_the_correction(page: Page, why: str) -> None:
    await page.goto("/review")
    await page.get_by_role("listitem").filter(has_text=why).get_by_role("link").click()
    await page.get_by_role("button", name="Chấp nhận đính chính").click()
    await expect(page.get_by_role("region", name="Đính chính")).to_contain_text("Đính chính lần 1")
