"""The rooms of documents: what files say, what goes in packs, whose end is proposed, what people ask about their data, and what is kept."""

import re

from playwright.async_api import Page, expect

from tests.browser.room import Room, first_row, pressing
from tests.support.gallery import settled


async def as_text(page: Page) -> None:
    """What was read in the first document's file."""
    await first_row(page)
    await page.get_by_role("tab", name="Văn bản").click()
    await expect(page.get_by_role("region", name="Văn bản")).to_be_visible()
    await settled(page)


async def of_a_pack(page: Page) -> None:
    """What a pack would hold, before it is drawn."""
    await page.get_by_role("button", name="Tải gói minh chứng (ZIP)").click()
    await expect(page.get_by_role("dialog", name="Gói minh chứng").get_by_role("status")).to_be_visible()
    await settled(page)


async def both_files(page: Page) -> None:
    """The pages of two files, drawn, with what else differs between them."""
    await expect(page.get_by_role("heading", name="Khác nhau")).to_be_visible()
    await expect(page.get_by_role("img").last).to_be_visible()
    await settled(page)


async def quarantined(page: Page) -> None:
    """What stands in the place of a file in which the virus scanner found something."""
    await expect(page.get_by_role("status").filter(has_text="Win.Test.EICAR_HDB-1")).to_be_visible()
    await settled(page)


async def many_rejected(page: Page) -> None:
    """The first documents chosen, those of the own unit among them, and the reasons to choose from."""
    for place in range(4):
        await page.get_by_role("table").get_by_role("checkbox", name="Chọn").nth(place).check()
    await page.get_by_role("button", name=re.compile(r"Không chấp nhận \d")).click()
    await settled(page)


EVIDENCE_ROOMS = [
    Room("26506.head", "/evidence/{replaced}/versions", both_files, in_english=False),
    Room("26506.head", "/evidence?document={quarantined}", quarantined),
    Room("26506.head", "/evidence?standing=expired", first_row, in_english=False),
    Room("pnv.chuyenvien", "/evidence?review_stage=in_review", many_rejected, in_english=False, only_desk=True),
    Room("26506.head", "/evidence", as_text, in_english=False),
    Room("pnv.chuyenvien", "/periods", of_a_pack, in_english=False),
    Room("pnv.chuyenvien", "/personal-data"),
    Room("ubnd.lanhdao", "/personal-data", in_english=False),
    Room("pnv.chuyenvien", "/retention"),
    Room("pnv.chuyenvien", "/subject-requests"),
    Room("26506.head", "/subject-requests", pressing("Ghi yêu cầu mới"), in_english=False),
    Room("26506.head", "/subject-requests/{asked}"),
]
