"""An annex from the office's own file into the plan (screens.md §4), and the clerk's eighth job (§7): one drop and at most nine clicks."""

import io
from typing import Any

from playwright.async_api import FilePayload, Page, expect
from python_calamine import CalamineWorkbook

from papi.kit.documents import XLSX
from tests.support.annexes import line, workbook
from tests.support.browser import OpenPage, sign_in_on
from tests.support.city_annex import DOUBTS, city_annex
from tests.support.clerk import Hand
from tests.support.people import SignIn

COORDINATOR = "pnv.chuyenvien"


async def _draft_of_2025(sign_in: SignIn) -> dict[str, Any]:
    coordinator = await sign_in(COORDINATOR)
    body = {"year": 2025, "title": "Kế hoạch cải thiện Chỉ số PAPI năm 2025", "framework_year": 2023}
    return await coordinator.send("POST", "/plans", 201, json=body)


async def _at_the_annex(page: Page, plan: dict[str, Any]) -> None:
    await sign_in_on(page, COORDINATOR)
    await page.goto(f"/plan?plan={plan['id']}")
    await page.get_by_role("link", name="Nạp phụ lục").click()
    await expect(page.get_by_role("heading", name="Nạp phụ lục kế hoạch năm 2025")).to_be_visible()


async def _choose(page: Page, name: str, content: bytes) -> None:
    chosen: FilePayload = {"name": name, "mimeType": XLSX, "buffer": content}
    await page.locator("input[type=file]").set_input_files(chosen)


async def test_job_8_an_annex_of_118_rows_with_six_questions(open_page: OpenPage, sign_in: SignIn) -> None:
    plan = await _draft_of_2025(sign_in)
    page = await open_page("/")
    await _at_the_annex(page, plan)
    hand = Hand(page)

    await hand.drop("Phụ lục kèm Kế hoạch.xlsx", city_annex())
    await expect(page.get_by_role("button", name="Cần xác nhận")).to_have_text(f"Cần xác nhận {DOUBTS}")
    for _ in range(DOUBTS):
        await hand.click(page.locator("li[data-answered=false]").first.get_by_role("group").get_by_role("button").first)
    await hand.click(page.get_by_role("button", name="Sang bước ghi nhận"))
    await hand.click(page.get_by_role("button", name="Ghi vào kế hoạch"))
    await expect(page.get_by_text("Đã ghi 118 nhiệm vụ, 2.243 phân công.")).to_be_visible(timeout=60_000)

    assert (hand.drops, hand.keys) == (1, 0)
    assert hand.clicks <= 9
    stored = await (await sign_in(COORDINATOR)).get(f"/plans/{plan['id']}")
    assert (stored["tasks"], stored["assignments"]) == (118, 2243)
    await page.goto(f"/plans/{plan['id']}/import")
    await expect(page.get_by_role("button", name="Chọn tệp phụ lục")).to_be_visible()
    await hand.drop("Phụ lục kèm Kế hoạch.xlsx", city_annex())
    await expect(page.get_by_text("Không có thay đổi.")).to_be_visible()


async def test_errors_are_downloaded_corrected_and_loaded_again(open_page: OpenPage, sign_in: SignIn) -> None:
    plan = await _draft_of_2025(sign_in)
    page = await open_page("/")
    await _at_the_annex(page, plan)
    wrong = line("Rà soát danh sách hộ nghèo", indicator="2.1", target="cao hơn")

    await _choose(page, "macro.xlsx", b"PK\x03\x04 hong")
    await expect(page.get_by_text("Tệp bị hỏng, không đọc được.")).to_be_visible()
    await _choose(page, "Phụ lục.xlsx", workbook(line(number=1), wrong))
    await expect(page.get_by_text("Còn 1 lỗi phải sửa trong tệp.")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Tải tệp lỗi (XLSX)").click()
    errors = CalamineWorkbook.from_path(await (await download.value).path()).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert errors[0][10] == "Lỗi cần sửa"
    assert "Không hiểu điểm hoặc mục tiêu" in str(errors[2][10])

    await _choose(page, "Phụ lục đã sửa.xlsx", workbook(line(number=1), [*wrong[:3], "Cải thiện", *wrong[4:]]))
    await page.get_by_role("button", name="Sang bước ghi nhận").click()
    await expect(page.get_by_text("Sẽ ghi vào kế hoạch: 2 nhiệm vụ mới")).to_be_visible()
    assert (await (await sign_in(COORDINATOR)).get(f"/plans/{plan['id']}"))["tasks"] == 0  # nothing before the last step
    await page.get_by_role("button", name="Ghi vào kế hoạch").click()
    await expect(page.get_by_text("Đã ghi 2 nhiệm vụ, 2 phân công.")).to_be_visible()
    await page.get_by_role("link", name="Xem kế hoạch").click()
    await page.get_by_role("tab", name="Phân công").click()
    await (
        page.get_by_role("button", name="Rà soát danh sách hộ nghèo")
        .or_(page.get_by_role("link", name="Rà soát danh sách hộ nghèo"))
        .first.click()
    )
    await page.get_by_text("Nguyên văn trong phụ lục").click()
    await expect(page.get_by_text("Phụ lục đã sửa.xlsx, Trang “Phụ lục I”, dòng 3")).to_be_visible()


async def test_the_template_and_the_annex_are_downloaded(open_page: OpenPage, sign_in: SignIn) -> None:
    plan = await _draft_of_2025(sign_in)
    page = await open_page("/")
    await _at_the_annex(page, plan)

    async with page.expect_download() as template:
        await page.get_by_role("button", name="Tải tệp mẫu (XLSX)").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO((await (await template.value).path()).read_bytes()))

    assert (await template.value).suggested_filename == "mau-phu-luc-2025.xlsx"
    assert book.sheet_names == ["Phụ lục I", "Hướng dẫn"]
    assert "Nhiệm vụ, giải pháp" in book.get_sheet_by_name("Phụ lục I").to_python()[3]
