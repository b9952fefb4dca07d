"""Every page, at a desk and on a phone: axe finds nothing serious, nothing is wider than the screen, no code or id is shown."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.test_the_quarter import enter_password
from tests.support.browser import OpenPage, accessibility_violations

PAGES = [
    ("26506.officer", "/"),
    ("26506.officer", "/reports"),
    ("26506.officer", "/evidence"),
    ("26506.officer", "/plan"),
    ("26506.officer", "/history"),
    ("pnv.chuyenvien", "/review"),
    ("pnv.chuyenvien", "/periods"),
    ("pnv.chuyenvien", "/plan?deadline_state=overdue"),
    ("ubnd.lanhdao", "/overview"),
    ("ubnd.lanhdao", "/indicators"),
    ("admin", "/units"),
    ("admin", "/people"),
]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-")
CODES = re.compile(r"\b(not_started|in_progress|awaiting_confirmation|each_period|unit_head|on_track|due_soon|null|undefined|NaN)\b")


async def _settled(page: Page) -> None:
    await expect(page.locator("h1")).to_be_visible()
    await expect(page.locator("[aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(("username", "path"), PAGES)
async def test_a_page_is_fit_to_be_seen(open_page: OpenPage, username: str, path: str, phone: bool) -> None:
    page = await open_page("/", phone=phone)
    await enter_password(page, username)
    await page.goto(path)
    await _settled(page)

    assert await accessibility_violations(page) == []
    text = await page.locator("body").inner_text()
    assert UUID.search(text) is None
    assert CODES.search(text) is None
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_the_sign_in_page_is_fit_to_be_seen(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await expect(page.locator("h1")).to_be_visible()
    assert await accessibility_violations(page) == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
async def test_the_editor_is_fit_to_be_seen(open_page: OpenPage, phone: bool) -> None:
    page = await open_page("/", phone=phone)
    await enter_password(page, "26506.officer")
    await page.get_by_role("link", name="Báo cáo tiếp").click()
    await _settled(page)
    assert await accessibility_violations(page) == []
    await page.locator("[aria-label='Lọc dòng'] >> button").last.click()
    await expect(page.get_by_label("Kết quả thực hiện")).to_be_visible()
    assert await accessibility_violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_english_is_one_press_away(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
