"""Phòng Nội vụ asks chosen units questions alone; a ward answers, is told what is missing, sends, mends the one answer that
comes back, and is accepted."""

import re

from playwright.async_api import Locator, Page, expect

from tests.support.browser import PHONE, OpenPage, accessibility_violations, choose, sign_in_on
from tests.support.people import SignIn

TITLE = "Rà soát nhà vệ sinh công cộng"
ASKED = "Số nhà vệ sinh công cộng đang hoạt động"
SIGNED = "Có biển chỉ dẫn ở nơi công cộng không?"


async def _day(dialog: Locator, label: str, day: str) -> None:
    await dialog.get_by_label(label).first.fill(day)
    await dialog.page.keyboard.press("Enter")


async def _plan(page: Page, units: list[str]) -> None:
    await page.goto("/periods")
    await page.get_by_role("button", name="Lập kỳ đột xuất").click()
    dialog = page.get_by_role("dialog", name="Lập kỳ báo cáo đột xuất")
    await dialog.get_by_label("Tên kỳ báo cáo").fill(TITLE)
    await expect(dialog.get_by_label("Mã kỳ")).to_have_value(re.compile(r"^2024-DX\d+$"))
    for label, day in (("Số liệu từ ngày", "01/9/2024"), ("Số liệu đến ngày", "15/9/2024"), ("Hạn gửi của phường, xã", "25/9/2024")):
        await _day(dialog, label, day)
    for unit in units:
        await dialog.get_by_role("checkbox", name=unit, exact=True).check()
    await choose(dialog, "Nội dung yêu cầu", "Chỉ trả lời câu hỏi")
    await _write_questions(dialog)
    await page.keyboard.press("Escape")
    await dialog.get_by_role("button", name="Viết tiếp").click()
    await dialog.get_by_role("button", name="Lập kỳ đột xuất").click()
    await expect(dialog).to_be_hidden()
    await _mend_a_question(page)
    await page.get_by_role("button", name="Mở kỳ").click()
    opening = page.get_by_role("dialog", name=re.compile("^Mở kỳ"))
    await expect(opening.get_by_text("2 câu hỏi cho mỗi đơn vị")).to_be_visible()
    await opening.get_by_role("button", name="Mở kỳ").click()
    await expect(opening).to_be_hidden()


async def _mend_a_question(page: Page) -> None:
    """What was planned is written on until it is opened."""
    await page.get_by_role("button", name="Sửa kỳ").click()
    dialog = page.get_by_role("dialog", name=re.compile("^Sửa kỳ đột xuất 2024-DX"))
    await dialog.get_by_label("Nội dung câu hỏi").last.fill(SIGNED)
    await dialog.get_by_role("button", name="Lưu thay đổi").click()
    await expect(dialog).to_be_hidden()


async def _write_questions(dialog: Locator) -> None:
    """The second question is put first by the keyboard, taken out, and taken back."""
    for text in (SIGNED, ASKED):
        await dialog.get_by_role("button", name="Thêm câu hỏi").click()
        await dialog.get_by_label("Nội dung câu hỏi").last.fill(text.removesuffix("?"))
    await choose(dialog.get_by_role("group", name="Câu 1"), "Kiểu trả lời", "Có hoặc không")
    await dialog.get_by_role("group", name="Câu 1").get_by_label("Bắt buộc trả lời").uncheck()
    await choose(dialog.get_by_role("group", name="Câu 2"), "Kiểu trả lời", "Con số")
    await dialog.get_by_label("Đơn vị tính").fill("nhà")
    await dialog.get_by_label("Nội dung câu hỏi").last.press("Alt+ArrowUp")
    await expect(dialog.get_by_label("Nội dung câu hỏi").first).to_have_value(ASKED)
    await dialog.get_by_role("button", name="Bỏ câu 1").click()
    await dialog.get_by_role("button", name="Lấy lại").click()
    await expect(dialog.get_by_label("Nội dung câu hỏi").first).to_have_value(ASKED)
    assert await accessibility_violations(dialog.page) == []


async def _tell_the_province(page: Page) -> None:
    """In the report to the province each question is a sentence, with the answers that stand behind it."""
    await page.goto("/consolidated")
    await page.get_by_role("button", name="Lập báo cáo tổng hợp").click()
    making = page.get_by_role("dialog", name="Lập báo cáo tổng hợp")
    await choose(making, "Kỳ báo cáo", TITLE)
    await making.get_by_role("button", name="Lập báo cáo tổng hợp").click()
    await page.get_by_role("button", name=re.compile(r"^Sửa đoạn 3:.*Phường 1 trả lời 12 nhà")).click()
    sources = page.get_by_role("complementary", name="Nguồn của đoạn")
    await expect(sources).to_contain_text(f"1. {ASKED}")
    await expect(sources.get_by_role("listitem")).to_contain_text("12 nhà")
    assert await accessibility_violations(page) == []
    await sources.get_by_role("link", name="Mở câu trả lời").click()
    await expect(page.get_by_role("region", name="Trả lời câu hỏi")).to_contain_text("12 nhà")


async def test_a_ward_answers_what_it_is_asked_and_is_told_what_is_missing(open_page: OpenPage, sign_in: SignIn) -> None:
    office = await sign_in("pnv.chuyenvien")
    units = (await office.get("/units", params={"limit": "200"}))["items"]
    department = next(unit["short_name"] for unit in units if unit["kind"] == "department" and unit["short_name"] != "Phòng Nội vụ")
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await _plan(page, ["Phường 1", department])

    head = await sign_in("26506.head")
    reports = (await head.get("/reports", params={"limit": "50"}))["items"]
    report = next(row["id"] for row in reports if row["period"]["title"] == TITLE)
    ward = await open_page(f"/reports/{report}")
    await sign_in_on(ward, "26506.head")
    await ward.goto(f"/reports/{report}")
    await ward.get_by_role("radio", name="Có", exact=True).check()
    await expect(ward.get_by_text(re.compile("^Đã lưu lúc"))).to_be_visible()
    await ward.get_by_role("link", name="Kiểm tra và gửi").first.click()
    await expect(ward.get_by_text("Còn 1 câu hỏi bắt buộc chưa trả lời")).to_be_visible()
    await ward.get_by_role("link", name=re.compile(ASKED)).click()
    number = ward.get_by_label(re.compile(ASKED))
    await expect(number).to_be_focused()
    await ward.set_viewport_size(PHONE)
    await number.fill("1.250")
    await ward.keyboard.press("Control+KeyS")
    await expect(ward.get_by_text(re.compile("^Đã lưu lúc")).first).to_be_visible()
    assert await accessibility_violations(ward) == []
    await ward.get_by_role("link", name="Kiểm tra và gửi").first.click()
    await ward.get_by_role("button", name=f"Gửi {TITLE[0].lower()}{TITLE[1:]}").click()
    await expect(ward.get_by_text(re.compile("^Đã gửi lúc"))).to_be_visible()

    await page.goto(f"/review?report={report}")
    answer = page.get_by_role("article").filter(has_text="1.250 nhà")
    signed = page.get_by_role("article").filter(has_text=SIGNED)
    await expect(answer).to_have_attribute("data-current", "true")
    await page.keyboard.press("Digit2")
    await page.keyboard.press("Digit2")
    await answer.get_by_role("textbox").fill("Số này gồm cả nhà đã đóng cửa.")
    await page.keyboard.press("Control+Enter")
    await expect(signed).to_have_attribute("data-current", "true")
    await page.keyboard.press("Digit1")
    await expect(signed.get_by_role("button", name="Đạt")).to_have_attribute("aria-pressed", "true")
    assert await accessibility_violations(page) == []
    await page.get_by_role("button", name="Trả lại 1 nội dung").click()

    await ward.goto(f"/reports/{report}")
    await expect(ward.get_by_text("Số này gồm cả nhà đã đóng cửa.")).to_be_visible()
    await expect(ward.get_by_role("radio")).to_have_count(0)  # what was in order is not open again
    await ward.get_by_label(re.compile(ASKED)).fill("12")
    await ward.keyboard.press("Control+KeyS")
    await expect(ward.get_by_text(re.compile("^Đã lưu lúc")).first).to_be_visible()
    await ward.get_by_role("link", name="Kiểm tra và gửi").first.click()
    await ward.get_by_role("button", name=f"Gửi {TITLE[0].lower()}{TITLE[1:]}").click()
    await expect(ward.get_by_text(re.compile("^Đã gửi lúc"))).to_be_visible()

    await page.goto(f"/review?report={report}")
    again = page.get_by_role("article").filter(has_text="12 nhà")
    await expect(again.get_by_text("1.250 nhà")).to_be_visible()
    await again.get_by_role("button", name="Đạt").click()
    await page.get_by_role("button", name="Chấp nhận báo cáo").click()
    await expect(page.get_by_role("button", name="Mở lại báo cáo")).to_be_visible()
    await expect(page.get_by_role("article").get_by_role("button", name="Đạt")).to_have_count(0)

    # the numbers over the units stand on the period's page, each with the way to its report
    await page.goto("/periods")
    await choose(page, "Kỳ báo cáo", TITLE)
    over = page.get_by_role("region", name="Câu trả lời của các đơn vị")
    await expect(over.get_by_text(re.compile(r"1/2 đơn vị đã trả lời · Tổng: 12"))).to_be_visible()
    await over.get_by_text(ASKED).click()
    await expect(over.get_by_role("link", name="Phường 1")).to_have_attribute("href", f"/review?report={report}")
    assert await accessibility_violations(page) == []
    await _tell_the_province(page)
