"""Every page, panel and dialog, at a desk and on a phone, for the people who see it: axe finds nothing serious, nothing is wider
than the screen, and no code, id, machine date or broken value is to be read."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.room import Room
from tests.browser.rooms import ROOMS
from tests.support.browser import DESK, OpenPage, accessibility_violations, sign_in_on, whole_menu
from tests.support.gallery import ReaderOf, Visit
from tests.support.servers import Server
from tests.support.words import read, unfit, vietnamese_chrome

WIDTHS = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


@pytest.fixture
def server(gallery: Server) -> Server:
    """Nothing here changes anything, so who has not signed in looks at the gallery as well."""
    return gallery


async def _is_fit(page: Page, *, contrast: bool = True) -> None:
    assert await accessibility_violations(page, contrast=contrast) == []
    assert unfit(await read(page)) == []
    widest, screen = await page.evaluate("document.documentElement.scrollWidth"), (page.viewport_size or DESK)["width"]
    assert widest <= screen, f"the page is {widest} px wide on a screen of {screen} px"  # a phone's own innerWidth grows with the page


@WIDTHS
@pytest.mark.parametrize("room", ROOMS, ids=str)
async def test_a_room_is_fit_to_be_seen(visit: Visit, reader_of: ReaderOf, room: Room, phone: bool) -> None:
    if room.only_desk and phone:
        return  # not drawn there: the bottom bar leads elsewhere
    page = await visit(room.username, await room.address(reader_of), phone=phone, within=phone and room.enter is None)
    if room.enter is not None:
        await room.enter(page)
    await _is_fit(page, contrast=not phone)  # a room has its colours at either width


@WIDTHS
async def test_the_sign_in_page_is_fit_to_be_seen(open_page: OpenPage, phone: bool) -> None:
    page = await open_page("/sign-in", phone=phone)
    await expect(page.locator("h1")).to_be_visible()
    await _is_fit(page)
    await page.get_by_role("button", name="Đăng nhập").click()
    await expect(page.get_by_text("Nhập tên đăng nhập.")).to_be_visible()
    await _is_fit(page)


@pytest.mark.parametrize("room", [room for room in ROOMS if room.in_english], ids=str)
async def test_a_room_in_english_keeps_no_vietnamese_of_its_own(visit: Visit, reader_of: ReaderOf, room: Room) -> None:
    page = await visit(room.username, await room.address(reader_of), english=True, within=True)
    assert sorted(vietnamese_chrome() & set(await read(page))) == []
    assert await page.evaluate("document.documentElement.lang") == "en"


async def test_what_no_user_should_read_is_found(visit: Visit) -> None:
    """The reader of these tests is no use if it reads over things."""
    page = await visit("26506.officer", "/reports")
    await page.evaluate(
        """() => { document.querySelector('main').insertAdjacentHTML('beforeend',
            `<p title="01a21544-d4b4-74a6-bb93-6fd9336d8de9">in_progress</p><p>Hạn 2024-09-16</p><input aria-label="null">
             <p hidden>undefined</p><p>26506.officer, bao_cao.pdf, 16/9/2024</p><img src="">`) }"""
    )
    assert unfit(await read(page)) == ["01a21544-d4b4-74a6-bb93-6fd9336d8de9", "Hạn 2024-09-16", "in_progress", "null"]
    assert [violation.split(":")[0] for violation in await accessibility_violations(page)] == ["image-alt"]
    assert "Báo cáo" in vietnamese_chrome() & set(await read(page))


async def test_english_is_one_press_away(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@WIDTHS
async def test_a_list_opens_where_all_of_it_is_seen_without_motion_too(open_page: OpenPage, phone: bool) -> None:
    page = await open_page("/sign-in", phone=phone, reduced_motion="reduce")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto("/reports" if phone else "/plan")
    if phone:
        await page.get_by_role("button", name="Bộ lọc").click()
    await page.get_by_role("combobox").first.click()
    await expect(page.locator(".ant-select-item-option").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("username", ["26506.officer", "pnv.chuyenvien", "ubnd.lanhdao", "admin"])
async def test_a_new_page_begins_at_its_heading(visit: Visit, username: str) -> None:
    page = await visit(username, "/plan")
    links = (await whole_menu(page)).get_by_role("link")
    for place in range(await links.count()):
        await links.nth(place).click()
        await expect(page.locator("h1")).to_be_focused()
        assert await page.title() != ""
