"""What a row opens beside its list takes the focus, is left by Esc, and gives the focus back to the row; at a desk and as a sheet."""

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import DESK
from tests.support.gallery import Visit, settled
from tests.support.servers import Server

LISTS = [
    ("pnv.chuyenvien", "/plan"),
    ("pnv.chuyenvien", "/plan?view=tasks"),
    ("pnv.chuyenvien", "/extensions?view=all"),
    ("pb-tp.officer", "/led"),
    ("26506.officer", "/evidence"),
]

PLACES = [*((*place, DESK["width"]) for place in LISTS), *((*LISTS[0], width) for width in (1440, 1000))]


@pytest.fixture
def server(gallery: Server) -> Server:
    return gallery


async def _holds_focus(page: Page) -> None:
    await expect(page.locator("aside:focus")).to_be_visible()


@pytest.mark.parametrize(
    ("username", "path", "width"), [*((*each, DESK["width"]) for each in LISTS), *((*LISTS[0], wide) for wide in (1440, 1000))]
)
async def test_the_focus_goes_into_the_panel_and_back_to_its_row(visit: Visit, username: str, path: str, width: int) -> None:
    page = await visit(username, path)
    await page.set_viewport_size({"width": width, "height": 768})
    row = page.locator("tbody tr:not([aria-hidden]) button").first
    said = await row.inner_text()
    await row.focus()
    await page.keyboard.press("Enter")
    await _holds_focus(page)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("complementary").get_by_role("button", name="Đóng")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("aside")).to_have_count(0)
    await settled(page)
    await expect(page.locator("tbody button:focus")).to_have_text(said)


async def test_the_arrows_take_the_focus_from_row_to_row(visit: Visit) -> None:
    page = await visit("pnv.chuyenvien", "/plan")
    rows = page.locator("tbody tr:not([aria-hidden]) button")
    await rows.first.focus()
    await page.keyboard.press("Enter")
    for key, place in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        await page.keyboard.press(key)
        await expect(page.locator("tbody tr[aria-current=true]").get_by_role("button")).to_have_text(await rows.nth(place).inner_text())
        await _holds_focus(page)
    second = await rows.nth(1).inner_text()
    await page.keyboard.press("Escape")
    await expect(page.locator("tbody button:focus")).to_have_text(second)


async def test_who_goes_on_searching_keeps_the_focus(visit: Visit) -> None:
    page = await visit("pnv.chuyenvien", "/plan")
    await page.locator("tbody tr:not([aria-hidden]) button").first.click()
    await _holds_focus(page)
    box = page.get_by_role("searchbox", name="Tìm trong bảng")
    await box.fill("khong co gi nhu vay")
    await page.wait_for_url(lambda url: "q=" in url)
    await settled(page)
    await expect(box).to_be_focused()
    await box.fill("")
    await page.wait_for_url(lambda url: "q=" not in url)
    await expect(page.locator("tbody tr:not([aria-hidden]) button").first).to_be_visible()
    await expect(box).to_be_focused()


async def test_a_page_that_is_entered_with_something_open_begins_at_its_heading(visit: Visit) -> None:
    page = await visit("pnv.chuyenvien", "/plan")
    await page.locator("tbody tr:not([aria-hidden]) button").first.click()
    await expect(page.locator("aside h2")).to_be_visible()
    await page.reload()
    await expect(page.locator("aside h2")).to_be_visible()
    await expect(page.locator("aside:focus")).to_have_count(0)


async def test_a_view_that_there_is_not_falls_back_to_the_first(visit: Visit) -> None:
    page = await visit("pnv.chuyenvien", "/plan?view=khong-co")
    await expect(page.locator("tbody tr:not([aria-hidden]) button").first).to_be_visible()


async def test_lines_of_supporting_units_are_reached_from_my_work(visit: Visit) -> None:
    page = await visit("pb-tp.officer", "/")
    await page.get_by_role("link", name="Dòng của đơn vị phối hợp").click()
    await page.wait_for_url("**/led")
