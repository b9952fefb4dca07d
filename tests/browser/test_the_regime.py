"""Phòng Nội vụ looks at a regime before it is saved: a fixed day, another window, a report more; what stands already stays as it is."""

import re

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.people import SignIn

TITLE = "Báo cáo 9 tháng đầu năm {năm}"


async def _open(page: Page) -> None:
    await page.goto("/period-calendar")
    await page.get_by_role("link", name="Chế độ báo cáo").click()
    await expect(page.get_by_role("heading", name="Chế độ báo cáo", level=1)).to_be_visible()
    await page.get_by_role("button", name="Sửa chế độ báo cáo").click()


async def _quarter_three(page: Page) -> None:
    """Another window, and a day of its own for the wards; the working days that stood there before come back with one press."""
    quarter = page.get_by_role("group", name="Báo cáo thứ 3")
    await quarter.get_by_label("Số liệu từ ngày", exact=True).fill("1/7")
    ward = quarter.get_by_role("group", name="Hạn gửi của phường, xã")
    rule = ward.get_by_role("combobox", name="Hạn gửi của phường, xã")
    await rule.select_option("Ngày cố định")
    await rule.select_option("Tính lùi từ ngày gửi Bộ")
    await expect(ward.get_by_label("Số ngày làm việc trước ngày gửi Bộ")).to_have_value("4")
    await rule.select_option("Ngày cố định")
    await ward.get_by_label("Ngày cố định", exact=True).last.fill("31/9")
    await page.get_by_role("button", name="Xem các kỳ của năm 2024").click()
    await expect(page.get_by_text("Chưa xem được: còn chỗ cần sửa ở trên.")).to_be_visible()
    await expect(ward.get_by_text("Ghi ngày/tháng mà năm nào cũng có")).to_be_visible()
    await ward.get_by_label("Ngày cố định", exact=True).last.fill("15/9")


async def _one_more(page: Page) -> Locator:
    await page.get_by_role("button", name="Thêm báo cáo trong năm").press("Enter")
    added = page.get_by_role("group", name="Báo cáo thứ 5")
    await expect(added.get_by_label("Tên kỳ báo cáo")).to_be_focused()
    await page.keyboard.type(TITLE)
    for label, text in (("Mã kỳ", "{năm}9T"), ("Số liệu từ ngày", "15/12"), ("Số liệu đến ngày", "14/9"), ("Ngày gửi Bộ", "08/10")):
        await added.get_by_label(label, exact=True).fill(text)
    await added.get_by_label("Số liệu từ ngày: thuộc năm").select_option("năm trước")
    return added


async def test_a_regime_is_looked_at_before_it_is_saved_and_what_stands_does_not_move(open_page: OpenPage, sign_in: SignIn) -> None:
    office = await sign_in("pnv.chuyenvien")
    before = (await office.get("/periods?q=2024Q3"))["items"]
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await _open(page)
    save = page.get_by_role("button", name="Lưu chế độ báo cáo")
    await expect(save).to_have_attribute("aria-disabled", "true")
    await _quarter_three(page)
    await page.get_by_role("group", name="Báo cáo thứ 4").get_by_label("Giờ hết hạn").fill("16:00")
    await _one_more(page)
    await page.get_by_role("button", name="Xem các kỳ của năm 2024").press("Enter")

    preview = page.get_by_role("region", name="Xem trước khi lưu")
    coming = preview.get_by_role("listitem").filter(has_text="Báo cáo 9 tháng đầu năm 2024")
    await expect(coming.get_by_text("15/12/2023 – 14/9/2024")).to_be_visible()
    await expect(coming.get_by_text("17:00 ngày 02/10/2024")).to_be_visible()
    stands = preview.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Báo cáo quý III/2024"))
    await expect(stands.get_by_text("giữ nguyên")).to_be_visible()
    await expect(stands.get_by_text("Số liệu từ ngày: 01/7/2024")).to_be_visible()
    await expect(stands.get_by_text("Hạn gửi của phường, xã: 17:00 ngày 13/9/2024")).to_be_visible()
    assert await accessibility_violations(page) == []
    await page.get_by_label("Căn cứ (số, ký hiệu văn bản)").fill("Công văn số 12/SNV-CCHC")
    await expect(save).to_have_attribute("aria-disabled", "false")
    await save.press("Enter")

    await expect(page.get_by_text("Đã lưu chế độ báo cáo. Các kỳ đã lập được giữ nguyên.")).to_be_visible()
    await expect(page.get_by_text("ngày 15/9")).to_be_visible()
    assert (await office.get("/periods?q=2024Q3"))["items"] == before
    regime = await office.get("/report-regime")
    assert regime["rows"][2]["deadlines"]["ward"] == {"working_days_before": None, "on": {"year": 0, "month": 9, "day": 15}}
    await page.goto("/period-calendar")
    await expect(page.get_by_text("Khác chế độ báo cáo, theo đó là:").first).to_be_visible()
    year = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Báo cáo năm 2024"))
    await expect(year.get_by_text("Hạn gửi của phường, xã: 16:00")).to_be_visible()
    await year.get_by_role("button", name="Đặt theo chế độ báo cáo").press("Enter")
    await expect(year.get_by_text("Khác chế độ báo cáo")).to_have_count(0)
    await expect(year.get_by_text(re.compile("^16:00 ngày"))).to_have_count(3)
    await page.get_by_role("button", name=re.compile(r"^Lập \d+ kỳ còn thiếu")).click()
    await expect(page.get_by_role("link", name="Báo cáo 9 tháng đầu năm 2024")).to_be_visible()
