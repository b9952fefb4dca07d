"""The administrator merges two wards: by name and code, sees what moves, types the day, and takes it back before it comes."""

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, sign_in_on


async def _chosen(page: Page, *names: str) -> None:
    units = page.get_by_role("group", name="Đơn vị trước sắp xếp")
    for name in names:
        await units.get_by_role("searchbox").fill(name)
        await units.get_by_role("checkbox", name=name, exact=False).first.check()


async def _typed(page: Page, day: Locator) -> None:
    await day.click()
    await page.keyboard.type("1/7/2025")
    await page.keyboard.press("Enter")


async def _named(page: Page) -> None:
    heir = page.get_by_role("group", name="Đơn vị kế thừa")
    await heir.get_by_label("Tên đầy đủ").fill("UBND phường Trung tâm")
    await heir.get_by_label("Tên ngắn").fill("Phường Trung tâm")
    await heir.get_by_label("Mã", exact=True).fill("TT-MOI")


async def test_a_merger_is_planned_previewed_confirmed_and_undone(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await sign_in_on(page, "admin")
    await page.goto("/reorganisation")
    await page.get_by_role("button", name="Phương án sắp xếp đơn vị hành chính").first.click()
    await page.get_by_role("button", name="Hủy quyết định").click()
    dialog = page.get_by_role("dialog", name="Hủy quyết định")
    await dialog.get_by_label("Lý do hủy").fill("Đã diễn tập xong.")
    await dialog.get_by_role("button", name="Hủy quyết định").click()
    await expect(page.get_by_text("Đã hủy: Đã diễn tập xong.")).to_be_visible()

    await page.get_by_role("button", name="Về danh sách").click()
    await page.get_by_role("button", name="Lập phương án sắp xếp").click()
    await page.get_by_label("Quyết định", exact=True).fill("Sáp nhập hai phường")
    await page.get_by_label("Căn cứ pháp lý").fill("Nghị quyết của HĐND tỉnh")
    await _typed(page, page.get_by_label("Ngày hiệu lực"))
    await _chosen(page, "Phường 11", "Phường 12")
    await _named(page)
    await page.get_by_role("button", name="Xem trước").click()

    await expect(page.get_by_role("heading", name="Tổng hợp trước và sau")).to_be_visible()
    await expect(page.get_by_text("Không mất việc nào:")).to_be_visible()
    moves = page.get_by_role("table", name="Những gì được chuyển")
    await expect(moves.get_by_role("row", name="Phường 11")).to_contain_text("Phường Trung tâm")
    await expect(page.get_by_text("chuyển thành cán bộ").first).to_be_visible()
    await page.get_by_role("button", name="Ghi quyết định").click()
    confirm = page.get_by_role("dialog", name="Xác nhận sắp xếp đơn vị")
    await _typed(page, confirm.get_by_label("Nhập lại ngày hiệu lực (01/7/2025)"))
    await confirm.get_by_role("button", name="Ghi quyết định").click()

    await expect(page.get_by_text("Chờ đến ngày hiệu lực")).to_be_visible()
    await expect(page.get_by_role("heading", name="Sáp nhập hai phường")).to_be_visible()
