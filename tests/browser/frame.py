"""What every page has around it: search, keys, the bell with its settings, the account."""

import re

from playwright.async_api import Page, expect

from tests.support.gallery import settled


async def search(page: Page) -> None:
    opener = page.get_by_role("button", name="Mở tìm kiếm")
    if await opener.is_visible():
        await opener.click()
    box = page.get_by_role("searchbox", name="Tìm nhiệm vụ, báo cáo, tài liệu, đơn vị")
    await box.fill("doi thoai")
    await expect(page.get_by_role("search").get_by_role("link").first).to_be_visible()


async def keys(page: Page) -> None:
    await page.locator("h1").focus()
    await page.keyboard.press("Shift+Slash")
    await expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()


async def bell(page: Page) -> None:
    await page.get_by_role("button", name="Thông báo").click()
    await expect(page.get_by_role("heading", name="Thông báo", exact=True)).to_be_visible()
    await settled(page)


async def notice_settings(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("^(Thông báo|Notices|Notifications)")).first.click()
    await page.get_by_role("button", name=re.compile("Cài đặt nhận tin|How to be told")).click()
    await expect(page.get_by_role("combobox").first).to_be_visible()
    await settled(page)


async def account(page: Page) -> None:
    await page.get_by_role("button", name="Tài khoản").click()
    await expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


async def factor(page: Page) -> None:
    """What one needs for a second factor, before the password is typed."""
    await page.get_by_role("button", name="Thiết lập").click()
    await expect(page.get_by_label("Mật khẩu đang dùng")).to_be_focused()
