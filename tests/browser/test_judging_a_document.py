"""A reviewer judges the file on the screen: a newer one is told and laid beside it, then refused by a coded reason; the ward reads why."""

from typing import Any

from playwright.async_api import Page, expect

from tests.support import files
from tests.support.browser import PHONE, OpenPage, accessibility_violations, sign_in_on
from tests.support.people import Script, SignIn

ACCEPT = "Chấp nhận tài liệu"
WHY = "Trang 1 mất dấu"


async def a_sent_paper(officer: Script) -> dict[str, Any]:
    """A PDF of the ward that waits for its review."""
    items = (await officer.get(f"/evidence?review_stage=in_review&media_type=application/pdf&unit={officer.unit_id}&limit=200"))["items"]
    return next(item for item in items if not item["contains_personal_data"] and item["file_version"] == 1)


async def replace(officer: Script, document: dict[str, Any], note: str) -> dict[str, Any]:
    file = {"file": ("Bản quét lại.pdf", files.pdf(2, note), "application/pdf")}
    fresh = await officer.get(f"/evidence/{document['id']}")
    tag = {"If-Match": f'"v{fresh["version"]}"'}
    return await officer.send("POST", f"/evidence/{document['id']}/versions", expected=201, files=file, headers=tag)


async def turn_both(page: Page) -> None:
    """The pages of both files go in step, by keys."""
    await expect(page.get_by_role("heading", name="Khác nhau")).to_be_visible()
    await expect(page.get_by_role("status").filter(has_text="Trang 1/2")).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("status").filter(has_text="Trang 2/")).to_be_visible()
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("status").filter(has_text="Trang 1/")).to_be_visible()
    assert await accessibility_violations(page) == []


async def test_the_file_on_the_screen_is_what_is_judged(open_page: OpenPage, sign_in: SignIn) -> None:
    officer = await sign_in("26506.officer")
    paper = await a_sent_paper(officer)
    reviewer = await open_page("/")
    await sign_in_on(reviewer, "pnv.chuyenvien")
    await reviewer.goto(f"/evidence?document={paper['id']}")
    await expect(reviewer.get_by_role("button", name=ACCEPT)).to_be_visible()

    await replace(officer, paper, "quét lại")
    await reviewer.get_by_role("button", name=ACCEPT).press("Enter")
    await expect(reviewer.get_by_text("Tài liệu đã có tệp mới")).to_be_visible()
    assert (await officer.get(f"/evidence/{paper['id']}"))["review_state"] == "pending"

    await reviewer.get_by_role("link", name="Đối chiếu hai phiên bản").press("Enter")
    await turn_both(reviewer)
    await reviewer.get_by_role("link", name="Về tài liệu").press("Enter")
    await reviewer.get_by_role("button", name="Không chấp nhận", exact=True).press("Enter")
    await reviewer.keyboard.press("1")
    await reviewer.keyboard.type(WHY)
    await reviewer.keyboard.press("Control+Enter")
    said = f"Không được chấp nhận. Không đọc được: {WHY}"
    await expect(reviewer.get_by_text(said).first).to_be_visible()

    ward = await open_page("/", phone=True)
    await sign_in_on(ward, "26506.officer")
    await ward.goto(f"/evidence?document={paper['id']}")
    await expect(ward.get_by_text(said).first).to_be_visible()
    await ward.goto(f"/evidence/{paper['id']}/versions")
    await expect(ward.get_by_role("group", name="Phiên bản đang xem")).to_be_visible()
    assert await ward.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
