"""The rooms of what goes around the reports: questions and their answers, the outline, the briefing, urging and attention."""

import re

from playwright.async_api import Page, expect

from tests.browser.room import Room, pressing
from tests.support.gallery import settled


async def first_question(page: Page) -> None:
    """What the units answered to one question, unit by unit."""
    asked = page.locator("details").filter(has_text=re.compile("đơn vị đã trả lời|units answered"))
    await asked.first.locator("summary").click()
    await expect(page.locator("details[open] li").first).to_be_visible()
    await settled(page)


async def writing_the_outline(page: Page) -> None:
    await page.get_by_role("button", name="Sửa đề cương").click()
    await expect(page.get_by_role("button", name=re.compile("^Ghi đề cương"))).to_be_visible()


CYCLE_ROOMS = [
    Room("pnv.chuyenvien", "/measures"),
    Room("26506.officer", "/measures", in_english=False),
    Room("pnv.chuyenvien", "/exchange"),
    Room("26506.officer", "/reports/{questions}"),
    Room("26506.head", "/reports/{questions}/check", in_english=False),
    Room("26508.officer", "/reports/{report}", in_english=False),
    Room("pnv.chuyenvien", "/review?report={answered}"),
    Room("pnv.chuyenvien", "/periods?period={asking}", first_question),
    Room("pnv.chuyenvien", "/report-outline"),
    Room("pnv.chuyenvien", "/report-outline", writing_the_outline, in_english=False),
    Room("pnv.chuyenvien", "/attention/{behind}"),
    Room("ubnd.lanhdao", "/meeting?period={quarter}"),
    Room("pb-tp.officer", "/led", pressing("Đôn đốc đơn vị phối hợp"), in_english=False),
]
