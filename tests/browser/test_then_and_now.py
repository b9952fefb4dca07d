"""Two wards become one: the leader finds the decision in the menu, sees the work as then and as now, and the list says which."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on, whole_menu
from tests.support.deciding import decided, merger_looked_at, without_the_rehearsal

TODAY = "17/9/2024"


async def _merged(page: Page) -> None:
    await sign_in_on(page, "admin")
    await without_the_rehearsal(page)
    await merger_looked_at(page, "Phường 11", "Phường 12", day=TODAY)
    await decided(page, TODAY, TODAY)
    await expect(page.get_by_text("Đã có hiệu lực").first).to_be_visible()


async def test_the_leader_sees_the_work_of_merged_wards_as_then_and_as_now(open_page: OpenPage) -> None:
    await _merged(await open_page("/sign-in"))
    page = await open_page("/sign-in")
    await sign_in_on(page, "ubnd.lanhdao")
    await (await whole_menu(page)).get_by_role("link", name="Sắp xếp đơn vị").click()
    await expect(page.get_by_role("button", name="Sáp nhập hai phường").first).to_be_visible()
    await expect(page.get_by_role("button", name="Lập phương án sắp xếp")).to_have_count(0)

    await page.goto("/overview")
    matrix = page.get_by_role("region", name="Đơn vị × nội dung")
    await expect(matrix.get_by_role("rowheader", name="Phường Trung tâm", exact=True)).to_be_visible()
    await expect(matrix.get_by_role("rowheader", name="Phường 11", exact=True)).to_have_count(0)
    choice = page.get_by_role("group", name="Cách xem đơn vị")
    await choice.get_by_role("button", name="Như lúc đó").click()
    await expect(matrix.get_by_role("rowheader", name="Phường 11", exact=True)).to_be_visible()
    await page.wait_for_url("**/overview?units=then")
    await page.reload()
    await expect(matrix.get_by_role("rowheader", name="Phường 11", exact=True)).to_be_visible()
    assert await accessibility_violations(page) == []

    await page.locator("h2").get_by_role("link", name="quý III").click()
    await page.wait_for_url(lambda url: "/periods?" in url and "units=then" in url)
    board = page.get_by_role("table", name="Đơn vị phải báo cáo")
    await expect(board.get_by_role("row").filter(has_text="Phường 11")).to_be_visible()
    await page.get_by_role("group", name="Cách xem đơn vị").get_by_role("button", name="Như hiện nay").click()
    await expect(board.get_by_role("row").filter(has_text="Phường Trung tâm")).not_to_have_count(0)
    await page.go_back()

    await matrix.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Phường 11", exact=True)).get_by_role("link").last.click()
    await page.wait_for_url(lambda url: "/plan?" in url and "units=then" in url)
    field = page.get_by_role("combobox", name="Cách xem đơn vị")
    chosen = field.locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' ant-select ')][1]")
    await expect(chosen).to_contain_text("Như lúc đó")
    await field.click()
    await page.locator(".ant-select-dropdown:visible").get_by_title("Như hiện nay", exact=True).click()
    await page.wait_for_url(lambda url: "units=now" in url)
    await expect(chosen).not_to_contain_text("Như lúc đó")
