"""The quarterly briefing is printed a page a unit, however much is overdue there."""

import re

from playwright.async_api import expect

from tests.support.browser import OpenPage, sign_in_on

_PAGE = re.compile(rb"/Type /Page\b(?!s)")


async def test_the_briefing_has_a_page_for_each_unit(open_page: OpenPage) -> None:
    page = await open_page("/periods")
    await sign_in_on(page, "ubnd.lanhdao")
    await page.goto("/periods")
    await page.get_by_role("link", name="Chế độ giao ban").click()
    counter = page.get_by_role("status").filter(has_text=re.compile(r"^1/[0-9]+$"))
    await expect(counter).to_be_visible()
    screens = int((await counter.inner_text()).partition("/")[2])
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("link", name="nhiệm vụ khác")).to_be_in_viewport(
        ratio=1
    )  # the page with the most overdue fits its screen

    assert len(_PAGE.findall(await page.pdf(format="A4"))) == screens
