"""Two reviewers at one queue see each other, and a department rolls its wards' lines up into its own report."""

import re

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, sign_in_on


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
    await sign_in_on(second, "pnv.truongphong")
    role = second.get_by_role("button", name=re.compile("điều phối"))
    if await role.is_visible():
        await role.click()
    await second.goto(first.url)

    await expect(second.get_by_text(re.compile("đang thẩm tra báo cáo này từ"))).to_be_visible()
    await expect(second.get_by_text(re.compile(r"đã xem \d+ dòng")).first).to_be_visible()
    await second.get_by_role("button", name="Nhận thẩm tra").click()
    await expect(second.get_by_role("button", name="Nhận thẩm tra")).to_be_hidden()
    await expect(first.get_by_text(re.compile("đã nhận thẩm tra báo cáo này"))).to_be_visible(timeout=40_000)
