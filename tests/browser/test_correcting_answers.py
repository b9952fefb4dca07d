"""Answers and a line of an accepted report are corrected in one dialogue, by keys; refused on a phone, mended, sent again, accepted."""

import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.support.browser import PHONE, OpenPage, accessibility_violations, sign_in_on
from tests.support.people import Script, SignIn

JULY = "2024DX07"
WHY = "Cộng thiếu hồ sơ của khu phố 4."
REFUSED = "Nêu số thư xin lỗi của từng khu phố."
RESULT = "Đã đối chiếu, có 03 khu phố niêm yết đủ."


async def _report_of_july(head: Script) -> tuple[str, dict[str, Any]]:
    """The accepted report that was asked for lines and questions, and its first answer, a number."""
    reports = (await head.get(f"/reports?unit={head.unit_id}&limit=50"))["items"]
    report = next(row["id"] for row in reports if row["period"]["code"] == JULY)
    return report, (await head.get(f"/reports/{report}/answers"))["items"][0]


async def _add_first(dialog: Locator, label: str) -> None:
    """The first that is offered, by the keyboard alone."""
    await dialog.get_by_role("combobox", name=label).focus()
    offered = dialog.page.locator(".ant-select-dropdown:visible")
    await dialog.page.keyboard.press("ArrowDown")
    await expect(offered.locator(".ant-select-item-option-active")).to_be_visible()
    assert await accessibility_violations(dialog.page) == []
    await dialog.page.keyboard.press("Enter")
    await expect(offered).to_have_count(0)


async def _draft(page: Page, number: re.Pattern[str], value: float) -> None:
    """What is no number is not saved; what was accepted stands beside; what is added has the focus, and what is taken out gives it back."""
    await page.get_by_role("button", name="Lập đính chính").press("Enter")
    dialog = page.get_by_role("dialog")
    save = dialog.get_by_role("button", name="Lưu bản đính chính")
    await dialog.get_by_label("Lý do đính chính").fill(WHY)
    await _add_first(dialog, "Thêm câu trả lời cần sửa")
    await expect(dialog.get_by_role("textbox", name=number)).to_be_focused()
    await page.keyboard.type("nhiều")
    await expect(save).to_have_attribute("aria-disabled", "true")
    await dialog.get_by_role("textbox", name=number).fill(f"{value:g}")
    await expect(dialog.get_by_text(re.compile(r"^Đã chấp nhận: \d"))).to_be_visible()
    await _add_first(dialog, "Thêm câu trả lời cần sửa")
    await dialog.get_by_role("button", name="Bỏ câu này").last.press("Enter")
    await expect(dialog.get_by_role("combobox", name="Thêm câu trả lời cần sửa")).to_be_focused()
    await _add_first(dialog, "Thêm dòng cần sửa")
    await expect(dialog.get_by_label("Kết quả thực hiện")).to_be_focused()
    await dialog.get_by_label("Kết quả thực hiện").fill(RESULT)
    assert await accessibility_violations(page) == []
    await save.press("Enter")
    await expect(dialog).to_have_count(0)


async def _refuse_on_the_phone(page: Page, value: float) -> None:
    await page.goto("/review")
    await page.get_by_role("listitem").filter(has_text=WHY).get_by_role("link").click()
    box = page.get_by_role("region", name="Đính chính")
    await expect(box.locator("ins").filter(has_text=f"{value:g} hồ sơ")).to_be_visible()
    assert await accessibility_violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await box.get_by_role("button", name="Không chấp nhận").click()
    await box.get_by_label("Lý do không chấp nhận").fill(REFUSED)
    await box.get_by_role("button", name="Không chấp nhận").click()
    await expect(box.get_by_text(f"Không được chấp nhận: {REFUSED}")).to_be_visible()


async def _mend_and_send_again(page: Page, report: str, number: re.Pattern[str], value: float) -> None:
    await page.goto(f"/reports/{report}")
    await expect(page.get_by_text(f"Không được chấp nhận: {REFUSED}")).to_be_visible()
    await page.get_by_role("region", name="Đính chính").get_by_role("button", name="Sửa", exact=True).press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Kết quả thực hiện")).to_have_value(RESULT)
    await expect(dialog.get_by_role("textbox", name=number)).to_have_value(f"{value - 1:g}")
    await dialog.get_by_role("textbox", name=number).fill(f"{value:g}")
    await dialog.get_by_role("button", name="Lưu bản đính chính").press("Enter")
    await expect(dialog).to_have_count(0)
    await page.get_by_role("button", name="Gửi đính chính").press("Enter")
    await expect(page.get_by_text("Đã gửi, chờ quyết định")).to_be_visible()


async def test_answers_and_a_line_are_corrected_in_one_dialogue(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.head")
    report, answer = await _report_of_july(script)
    number, wanted = re.compile(re.escape(answer["question"]["text"])), answer["value"] + 6

    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await head.goto(f"/reports/{report}")
    await _draft(head, number, wanted - 1)
    await head.get_by_role("button", name="Gửi đính chính").press("Enter")
    await expect(head.get_by_text("Đã gửi, chờ quyết định")).to_be_visible()
    reviewer = await open_page("/", phone=True)
    await sign_in_on(reviewer, "pnv.chuyenvien")
    await _refuse_on_the_phone(reviewer, wanted - 1)
    await _mend_and_send_again(head, report, number, wanted)

    await reviewer.goto(f"/reports/{report}")
    await reviewer.get_by_role("button", name="Chấp nhận đính chính").click()
    await expect(reviewer.get_by_role("region", name="Đính chính")).to_contain_text("Đính chính lần 1")
    assert (await _report_of_july(script))[1]["value"] == wanted
