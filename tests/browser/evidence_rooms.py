"""The rooms of documents: what their files say, what goes along in packs, whose end is proposed, and how long they are kept."""

from playwright.async_api import Page, expect

from tests.browser.room import Room, first_row
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


EVIDENCE_ROOMS = [
    Room("26506.head", "/evidence", as_text, in_english=False),
    Room("pnv.chuyenvien", "/periods", of_a_pack, in_english=False),
    Room("pnv.chuyenvien", "/personal-data"),
    Room("ubnd.lanhdao", "/personal-data", in_english=False),
    Room("pnv.chuyenvien", "/retention"),
]
