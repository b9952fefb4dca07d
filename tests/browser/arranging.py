"""Ways into what Phòng Nội vụ arranges for everybody: the calendar of days off, the ladder of reminders, the regime of reporting."""

import re

from playwright.async_api import Page, expect

from tests.support.gallery import settled


async def editing_the_calendar(page: Page) -> None:
    await page.get_by_role("button", name="Sửa lịch").click()
    await expect(page.get_by_role("button", name="Thêm ngày")).to_be_visible()


async def trying_a_regime(page: Page) -> None:
    """The regime as fields, and what would come of it."""
    await page.get_by_role("button", name="Sửa chế độ báo cáo").or_(page.get_by_role("button", name="Edit the regime")).click()
    await page.get_by_role("button", name=re.compile("2024$")).click()
    await expect(page.get_by_role("heading", level=3).first).to_be_visible()
    await settled(page)


async def changing_the_ladder(page: Page) -> None:
    await page.get_by_role("button", name="Sửa thang đôn đốc").or_(page.get_by_role("button", name="Change the ladder")).click()
    await settled(page)
