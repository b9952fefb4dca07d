"""The administrator merges two wards: by name and code, sees what moves, types the day, and takes it back before it comes."""

from playwright.async_api import expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.deciding import decided, merger_looked_at, without_the_rehearsal


async def test_a_merger_is_planned_previewed_confirmed_and_undone(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await sign_in_on(page, "admin")
    await without_the_rehearsal(page)
    await merger_looked_at(page, "Phường 11", "Phường 12", day="1/7/2025")

    await expect(page.get_by_text("Không mất việc nào:")).to_be_visible()
    moves = page.get_by_role("table", name="Những gì được chuyển")
    await expect(moves.get_by_role("row", name="Phường 11")).to_contain_text("Phường Trung tâm")
    await expect(page.get_by_text("chuyển thành cán bộ").first).to_be_visible()
    await decided(page, "1/7/2025", "01/7/2025")

    await expect(page.get_by_text("Chờ đến ngày hiệu lực")).to_be_visible()
    await expect(page.get_by_role("heading", name="Sáp nhập hai phường")).to_be_visible()
