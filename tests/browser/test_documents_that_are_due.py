"""Documents whose time is over are proposed to be erased several at once, by keyboard; who decides finds those that went through."""

from datetime import UTC, datetime

from playwright.async_api import Page, expect
from sqlalchemy import select, update

from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.kit.db import Database
from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.people import SignIn
from tests.support.servers import Installation, Server
from tests.support.terminal import settings_of

LONG_AGO = datetime(2017, 5, 4, 8, 0, tzinfo=UTC)


async def _age(installation: Installation) -> None:
    """The first ward's documents, as if they had been uploaded long ago."""
    database = Database(settings_of(installation).database)
    ward = select(Unit.id).where(Unit.code == "26506").scalar_subquery()
    async with database.writing() as session:
        await session.execute(update(Evidence).where(Evidence.unit_id == ward).values(uploaded_at=LONG_AGO))
    await database.close()


async def _tick(page: Page, title: str) -> None:
    box = page.get_by_role("checkbox", name=f"Chọn tài liệu “{title}”", exact=True).first
    await box.focus()
    await page.keyboard.press("Space")
    await expect(box).to_be_checked()


async def test_several_are_proposed_at_once_and_the_refused_one_is_told(open_page: OpenPage, sign_in: SignIn, server: Server) -> None:
    await _age(server.installation)
    head = await sign_in("26506.head")
    proposed = {row["evidence_id"] for row in (await head.get("/erasures?limit=200"))["items"]}
    due = [row for row in (await head.get("/retention/due?limit=50"))["items"] if row["id"] not in proposed]
    free = next(row["title"] for row in due if row["use"].startswith("unused"))
    used = next(row["title"] for row in due if row["use"] == "proving")
    page = await open_page("/")
    await sign_in_on(page, "26506.head")
    await page.goto("/retention")
    for title in (free, used):
        await _tick(page, title)
    await expect(page.get_by_text("Đã chọn 2 tài liệu")).to_be_visible()
    await page.get_by_role("button", name="Đề nghị xóa 2 tài liệu").press("Enter")
    dialog = page.get_by_role("dialog", name="Đề nghị xóa 2 tài liệu")
    await expect(dialog.get_by_label("Hết thời hạn lưu trữ")).to_be_checked()
    assert await accessibility_violations(page) == []

    # without a reason nothing is sent
    await dialog.get_by_role("button", name="Gửi đề nghị").press("Enter")
    await expect(dialog.get_by_role("status")).to_have_count(0)
    await dialog.get_by_label("Lý do").fill("Đã hết thời hạn theo bảng thời hạn lưu trữ.")
    await dialog.get_by_role("button", name="Gửi đề nghị").press("Enter")
    told = dialog.get_by_role("status")
    await expect(told).to_contain_text("Đã đề nghị xóa 1 tài liệu, chờ lãnh đạo quyết định; 1 tài liệu không đề nghị được:")
    await expect(told.get_by_role("listitem")).to_contain_text([f"{used}: Chưa xóa được: tài liệu còn dùng ở"])
    assert await accessibility_violations(page) == []
    await dialog.get_by_role("button", name="Đóng").last.press("Enter")
    await expect(page.get_by_text("Đã chọn")).to_have_count(0)

    row = page.get_by_role("row").filter(has_text=free).filter(has_text="Chờ quyết định")
    await expect(row.first).to_be_visible()

    leader = await open_page("/")
    await sign_in_on(leader, "ubnd.lanhdao")
    await leader.goto("/personal-data?view=proposed")
    row = leader.get_by_role("row").filter(has_text=free).filter(has_text="Hết thời hạn lưu trữ")
    await expect(row.get_by_role("button", name="Đồng ý xóa")).to_be_visible()
    await expect(leader.get_by_role("row").filter(has_text=used).filter(has_text="Hết thời hạn lưu trữ")).to_have_count(0)
    # who only decides is offered no choice
    await leader.goto("/retention")
    await expect(leader.get_by_role("heading", name="Tài liệu hết thời hạn")).to_be_visible()
    await expect(leader.get_by_role("checkbox")).to_have_count(0)
