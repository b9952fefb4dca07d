"""The pages of plans without a mouse: a dialog opens by Enter and holds the focus, Escape gives it back; what has the focus is seen."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.support.gallery import Visit, settled

COORDINATOR, LEADER, HEAD = "pnv.chuyenvien", "ubnd.lanhdao", "26506.head"
DIALOGS = [
    (COORDINATOR, "/plan", "Sửa thông tin"),
    (COORDINATOR, "/plan", "Lập mới"),
    (COORDINATOR, "/plan", "Sao sang năm 2025"),
    (COORDINATOR, "/plan?view=papers", "Sửa căn cứ"),
    (COORDINATOR, "/plan?view=papers", "Sửa nơi nhận"),
    (COORDINATOR, "/unit-plans", "Gia hạn riêng"),
    (COORDINATOR, "/indicators", "Nhập điểm công bố"),
    (LEADER, "/plan?view=amendment", "Phê duyệt điều chỉnh"),
    (LEADER, "/plan?view=amendment", "Trả lại"),
    (HEAD, "/delegations", "Ủy quyền"),
]
LISTS = ["/plan", "/plan?view=tasks", "/extensions"]


async def _reach(page: Page, wanted: Locator) -> None:
    """Go there from the heading by Tab alone, and see at each stop where one is."""
    await expect(wanted).to_be_visible()
    await page.locator("h1").focus()
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError("no way there by Tab")


@pytest.mark.parametrize(("username", "path", "button"), DIALOGS)
async def test_a_dialog_opens_by_enter_and_gives_the_focus_back(visit: Visit, username: str, path: str, button: str) -> None:
    page = await visit(username, path)
    opener = page.get_by_role("main").get_by_role("button", name=button, exact=True).first
    await _reach(page, opener)
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await expect(dialog.locator(":focus")).to_have_count(1)
    await page.keyboard.press("Tab")
    await expect(dialog.locator(":focus")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()


@pytest.mark.parametrize("path", LISTS)
async def test_a_row_opens_by_enter_and_the_head_of_a_column_is_seen_to_have_the_focus(visit: Visit, path: str) -> None:
    page = await visit(COORDINATOR, path)
    head = page.locator("th.ant-table-column-has-sorters").first
    await _reach(page, head)
    assert await head.evaluate("(element) => getComputedStyle(element).outlineStyle") == "solid"
    row = page.locator("tbody tr button, tbody tr a").locator("visible=true").first
    await row.focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("complementary").filter(has=page.get_by_role("button", name="Đóng", exact=True))
    await expect(panel).to_be_visible()
    await settled(page)
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(row).to_be_focused()


async def test_tabs_of_the_plan_are_gone_through_by_arrows_and_the_chosen_one_is_in_sight_on_a_phone(visit: Visit) -> None:
    page = await visit(COORDINATOR, "/plan?view=versions", phone=True)
    chosen = page.get_by_role("tab", selected=True)
    await expect(chosen).to_have_text("Phiên bản")
    await page.get_by_role("tablist").evaluate("(element) => element.scrollIntoView({ block: 'center' })")
    await expect(chosen).to_be_in_viewport(ratio=1)
    await chosen.focus()
    await page.keyboard.press("ArrowLeft")
    await expect(chosen).to_have_text("Đơn giản hóa thủ tục")
    await expect(chosen).to_be_focused()
    await expect(chosen).to_be_in_viewport(ratio=1)


async def test_who_may_not_delegate_is_told_so_and_offered_nothing(visit: Visit) -> None:
    page = await visit(COORDINATOR, "/delegations")
    await expect(page.get_by_text("không được thực hiện việc này")).to_be_visible()
    await expect(page.get_by_role("main").get_by_role("button", name="Ủy quyền")).to_have_count(0)
    await expect(page.get_by_role("main").get_by_role("button", name="Thử lại")).to_have_count(0)
