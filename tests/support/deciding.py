"""Deciding about units on the page, as the administrator does."""

from playwright.async_api import Locator, Page, expect


async def typed(page: Page, field: Locator, day: str) -> None:
    """A day by keyboard."""
    await field.click()
    await page.keyboard.type(day)
    await page.keyboard.press("Enter")


async def without_the_rehearsal(page: Page) -> None:
    """The demo's waiting decision is taken back; ends on the list."""
    await page.goto("/reorganisation")
    await page.get_by_role("button", name="Phương án sắp xếp đơn vị hành chính").first.click()
    await page.get_by_role("button", name="Hủy quyết định").click()
    dialog = page.get_by_role("dialog", name="Hủy quyết định")
    await dialog.get_by_label("Lý do hủy").fill("Đã diễn tập xong.")
    await dialog.get_by_role("button", name="Hủy quyết định").click()
    await expect(page.get_by_text("Đã hủy: Đã diễn tập xong.")).to_be_visible()
    await page.get_by_role("button", name="Về danh sách").click()


async def merger_looked_at(page: Page, *wards: str, day: str) -> None:
    """A new decision merges two wards; what it moves is shown, nothing is stored yet."""
    await page.get_by_role("button", name="Lập phương án sắp xếp").click()
    await page.get_by_label("Quyết định", exact=True).fill("Sáp nhập hai phường")
    await page.get_by_label("Căn cứ pháp lý").fill("Nghị quyết của HĐND tỉnh")
    await typed(page, page.get_by_label("Ngày hiệu lực"), day)
    units = page.get_by_role("group", name="Đơn vị trước sắp xếp")
    for name in wards:
        await units.get_by_role("searchbox").fill(name)
        await units.get_by_role("checkbox", name=name, exact=False).first.check()
    heir = page.get_by_role("group", name="Đơn vị kế thừa")
    await heir.get_by_label("Tên đầy đủ").fill("UBND phường Trung tâm")
    await heir.get_by_label("Tên ngắn").fill("Phường Trung tâm")
    await heir.get_by_label("Mã", exact=True).fill("TT-MOI")
    await page.get_by_role("button", name="Xem trước").click()
    await expect(page.get_by_role("heading", name="Tổng hợp trước và sau")).to_be_visible()


async def decided(page: Page, day: str, shown: str) -> None:
    """The decision is stored; its day is typed once more."""
    await page.get_by_role("button", name="Ghi quyết định").click()
    confirm = page.get_by_role("dialog", name="Xác nhận sắp xếp đơn vị")
    await typed(page, confirm.get_by_label(f"Nhập lại ngày hiệu lực ({shown})"), day)
    await confirm.get_by_role("button", name="Ghi quyết định").click()
    await expect(confirm).to_be_hidden()
