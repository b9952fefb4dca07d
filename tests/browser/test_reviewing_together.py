"""Two reviewers at one report see each other, and many lines take one mark."""

import re

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.servers import DEMO_PASSWORD


async def _open_first(page: Page) -> None:
    await page.get_by_role("navigation", name="Chờ thẩm tra").get_by_role("link").first.click()
    await expect(page.get_by_role("button", name=re.compile("^Tất cả"))).to_be_visible()


async def test_two_reviewers_see_each_other_and_many_lines_take_one_mark(open_page: OpenPage) -> None:
    first = await open_page("/review")
    await sign_in_on(first, "pnv.chuyenvien")
    await _open_first(first)
    await first.get_by_role("button", name=re.compile("^100% và có tài liệu")).click()
    await first.get_by_role("button", name=re.compile("^Đánh dấu đạt")).click()
    await expect(first.get_by_text(re.compile(r"Đã đánh dấu \d+ dòng"))).to_be_visible()

    second = await open_page("/review")
    await second.get_by_label("Tên đăng nhập").fill("pnv.truongphong")
    await second.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    await second.keyboard.press("Enter")
    await second.get_by_role("radio", name=re.compile("điều phối")).check()
    await second.locator("button[type=submit]").click()
    await second.wait_for_url(lambda url: "sign-in" not in url)
    await second.goto(first.url)

    await expect(second.get_by_text(re.compile("đang thẩm tra báo cáo này từ"))).to_be_visible()
    await expect(second.get_by_text(re.compile(r"đã xem \d+ dòng")).first).to_be_visible()
    await second.get_by_role("button", name="Nhận thẩm tra").click()
    await expect(second.get_by_role("button", name="Nhận thẩm tra")).to_be_hidden()
    await expect(first.get_by_text(re.compile("đã nhận thẩm tra báo cáo này"))).to_be_visible(timeout=40_000)
