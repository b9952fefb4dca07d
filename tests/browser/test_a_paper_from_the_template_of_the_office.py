"""The coordinator puts the office's own template in place of the shipped one, is told what is wrong with another, and has all unit plans
made into a paper while going on; the head of a ward writes the signer down and gets the ward's plan with that name."""

import io
import zipfile
from pathlib import Path

from playwright.async_api import Page, expect

from papi.papers.paper import PaperKind
from papi.papers.word.shipped import shipped_template
from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.papers import opened, paragraphs, sheets


def changed(words: str) -> bytes:
    """The shipped template with the place line replaced."""
    source, target = io.BytesIO(shipped_template(PaperKind.REPORT)), io.BytesIO()
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).decode().replace("{{ dia_danh_ngay }}", words))
    return target.getvalue()


async def _load(page: Page, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    await page.locator("input[type=file]").set_input_files({"name": "mẫu của phòng.docx", "mimeType": kind, "buffer": content})


async def _fetched(page: Page, button: str) -> bytes:
    async with page.expect_download() as download:
        await page.get_by_role("button", name=button, exact=True).click()
    return Path(await (await download.value).path()).read_bytes()


async def test_an_office_has_its_own_template_and_a_ward_its_own_signer(open_page: OpenPage) -> None:
    page = await open_page()
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto("/papers")
    await _load(page, changed("{{ ten_lanh_dao }} {{ ''.__class__ }}"))
    await expect(page.get_by_text("Không có trường “ten_lanh_dao”")).to_be_visible()
    await expect(page.get_by_text("Biểu thức không được phép")).to_be_visible()
    await _load(page, changed("Mẫu riêng, {{ dia_danh_ngay }}"))
    await expect(page.get_by_text("Đã nhận mẫu “Báo cáo” và đưa vào sử dụng.")).to_be_visible()
    await expect(page.get_by_text("mẫu của phòng.docx").first).to_be_visible()
    assert await accessibility_violations(page) == []

    await page.goto("/unit-plans")
    await page.get_by_role("button", name="Lập văn bản tổng hợp").click()
    await page.get_by_role("button", name="Word (.docx)", exact=True).click()
    tray = page.get_by_role("region", name="Văn bản đang lập")
    await expect(tray).to_be_visible()
    await page.reload()
    await expect(tray.get_by_text("Đã lập xong")).to_be_visible()
    assert await accessibility_violations(page) == []
    document = opened(await _fetched(page, "Tải về"))
    assert any("Mẫu riêng, Vũng Tàu, ngày" in paragraph.text for paragraph in paragraphs(document))
    await tray.get_by_role("button", name="Bỏ khỏi danh sách").click()
    await expect(tray).to_have_count(0)

    await page.goto("/papers")
    await page.get_by_role("button", name="Trở về mẫu có sẵn").first.click()
    await expect(page.get_by_role("button", name="Dùng lại bản này").first).to_be_visible()


async def test_a_head_writes_down_who_signs(open_page: OpenPage) -> None:
    page = await open_page()
    await sign_in_on(page, "26506.head")
    await page.get_by_role("button", name="Tài khoản").click()
    await page.get_by_role("link", name="Thể thức văn bản").click()
    await page.get_by_role("button", name="Sửa", exact=True).click()
    await page.get_by_label("Họ tên người ký").fill("Nguyễn Thị Ánh Tuyết")
    assert await accessibility_violations(page) == []
    await page.get_by_role("button", name="Ghi thể thức").click()
    await expect(page.get_by_text("Nguyễn Thị Ánh Tuyết").first).to_be_visible()

    await page.goto("/reports")
    await page.get_by_role("main").get_by_role("link", name="Báo cáo quý III/2024").first.click()
    await page.get_by_role("button", name="Tải văn bản").click()
    pages = sheets(await _fetched(page, "PDF"))
    assert any("Nguyễn Thị Ánh Tuyết" in sheet.words for sheet in pages)
    assert "DỰ THẢO" in pages[0].words
