"""The coordinator puts a legal basis right and adds another, writes a receiver, reminds, reads a kept version, and saves the calendar."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on

TITLE = "Triển khai Chỉ số PAPI năm 2024 trên địa bàn thành phố"
NOTICE = "Thông báo 6150/TB-BLĐTBXH ngày 3/12/2025"


async def _correct_a_basis(page: Page) -> None:
    await page.get_by_role("button", name="Sửa căn cứ").click()
    dialog = page.get_by_role("dialog", name="Sửa căn cứ")
    await dialog.get_by_role("button", name="Sửa văn bản: Quyết định số 1622").click()
    await dialog.get_by_label("Số, ký hiệu").fill("1662/QĐ-UBND")
    await dialog.get_by_role("button", name="Lưu văn bản").click()
    await expect(dialog.get_by_text("Quyết định số 1662/QĐ-UBND")).to_be_visible()
    await dialog.get_by_role("button", name="Thêm văn bản mới").click()
    await dialog.get_by_label("Cơ quan ban hành").fill("UBND thành phố Vũng Tàu")
    await dialog.get_by_label("Trích yếu").fill(TITLE)
    assert await accessibility_violations(page) == []
    await dialog.get_by_role("button", name="Thêm văn bản mới").click()
    await expect(dialog.get_by_text(TITLE)).to_be_visible()
    await dialog.get_by_role("button", name="Lưu", exact=True).click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("main").get_by_text(TITLE)).to_be_visible()


async def _write_a_receiver(page: Page) -> None:
    await page.get_by_role("button", name="Sửa nơi nhận").click()
    dialog = page.get_by_role("dialog", name="Sửa nơi nhận")
    await dialog.get_by_role("button", name="Thêm nơi nhận").click()
    await dialog.get_by_label("Tên ghi ở nơi nhận").last.fill("Báo Bà Rịa - Vũng Tàu")
    await dialog.get_by_role("button", name="Lưu", exact=True).click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("main").get_by_text("Báo Bà Rịa - Vũng Tàu").first).to_be_visible()


async def _remind(page: Page) -> None:
    await page.get_by_role("button", name="Nhắc các đơn vị chưa xác nhận").click()
    await expect(page.get_by_text("1 lần, 17/9/2024").first).to_be_visible()


async def _read_a_version(page: Page) -> None:
    """What was approved still says what it said; the simplified procedures stand beside."""
    await page.get_by_role("link", name="Phiên bản").or_(page.get_by_role("tab", name="Phiên bản")).first.click()
    await page.get_by_role("button", name="Mở phiên bản").first.click()
    await expect(page.get_by_role("cell").filter(has_text="và 30 đơn vị khác").first).to_be_visible()
    await page.get_by_text("Căn cứ (5)").click()
    await expect(page.get_by_text("Quyết định số 1622/QĐ-UBND").first).to_be_visible()


async def _save_the_calendar(page: Page) -> None:
    await page.goto("/calendar?year=2026")
    await page.get_by_role("button", name="Sửa lịch").click()
    await page.get_by_label("Ngày", exact=True).fill("2/1/2026")
    await page.keyboard.press("Tab")
    await page.get_by_label("Tên ngày").fill("Nghỉ hoán đổi dịp Tết Dương lịch")
    await page.get_by_role("button", name="Thêm ngày").click()
    await page.get_by_label("Căn cứ").fill(NOTICE)
    await page.get_by_role("button", name="Lưu lịch").click()
    await expect(page.get_by_text("Do Phòng Nội vụ ghi")).to_be_visible()
    await expect(page.get_by_text("Nghỉ hoán đổi dịp Tết Dương lịch").first).to_be_visible()


async def test_papers_and_days_are_put_right(open_page: OpenPage) -> None:
    page = await open_page("/plan?view=papers")
    await sign_in_on(page, "pnv.chuyenvien")
    await _correct_a_basis(page)
    await _write_a_receiver(page)
    await _remind(page)
    await _read_a_version(page)
    await _save_the_calendar(page)
