"""The rooms of inspections: who inspects, and the unit that remedies."""

from playwright.async_api import Page, expect

from tests.browser.room import Room, pressing
from tests.support.gallery import settled


async def remedying(page: Page) -> None:
    """The unit's form, in its place under the finding."""
    await page.get_by_role("button", name="Báo cáo đã khắc phục").click()
    await expect(page.get_by_label("Đã làm gì để khắc phục")).to_be_visible()
    await settled(page)


INSPECTION_ROOMS = [
    Room("pnv.chuyenvien", "/inspections"),
    Room("pnv.chuyenvien", "/inspections?view=findings", in_english=False),
    Room("pnv.chuyenvien", "/inspections", pressing("Lập cuộc kiểm tra"), in_english=False),
    Room("pnv.chuyenvien", "/inspections/{inspected}", pressing("Xác nhận đã khắc phục"), in_english=False, only_desk=True),
    Room("26506.officer", "/inspections/{inspected}"),
    Room("26506.officer", "/findings/{to_remedy}", remedying, in_english=False),
]
