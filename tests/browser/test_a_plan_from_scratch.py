"""A plan from nothing: made while another is in force, given up and taken up again, its units put right, approved."""

import re

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, choose, sign_in_on

TASK = "Niêm yết công khai danh sách hộ nghèo"


async def _press(place: Page | Locator, name: str) -> None:
    await place.get_by_role("button", name=name, exact=True).first.click()


async def _confirm(page: Page, name: str) -> None:
    """Press the step, and again in the dialog that says what it does."""
    await _press(page, name)
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=name, exact=True).click()
    await expect(dialog).to_be_hidden()


async def _plan_of(page: Page, option: str) -> None:
    await page.goto("/plan")
    await page.get_by_role("combobox", name="Kế hoạch", exact=True).click()
    await page.locator(".ant-select-item-option").filter(has_text=option).click()
    await expect(page.get_by_role("heading", level=1, name="Kế hoạch năm 2025")).to_be_visible()


async def _make(page: Page) -> Locator:
    """The form of a new plan, filled in; the next year that has no plan stands there already."""
    await _press(page, "Lập mới")
    form = page.get_by_role("dialog")
    await form.get_by_label("Tên kế hoạch").fill("Kế hoạch cải thiện Chỉ số PAPI")
    return form


async def test_a_plan_from_nothing_to_its_approval(open_page: OpenPage) -> None:
    writer, leader = await open_page("/plan"), await open_page("/plan")
    await sign_in_on(writer, "pnv.chuyenvien")
    await sign_in_on(leader, "ubnd.lanhdao")
    await writer.goto("/plan")
    await expect(writer.get_by_role("heading", level=1, name="Kế hoạch năm 2024")).to_be_visible()

    # while this year's plan is in force, next year's is made; a second one of the year is refused in words
    form = await _make(writer)
    await expect(form.get_by_label("Năm", exact=True)).to_have_value("2025")
    await _press(form, "Lập bản nháp")
    await expect(writer.get_by_role("heading", level=1, name="Kế hoạch năm 2025")).to_be_visible()
    form = await _make(writer)
    await form.get_by_label("Năm", exact=True).fill("2025")
    await _press(form, "Lập bản nháp")
    await expect(form.get_by_text("Năm 2025 đã có kế hoạch (đang soạn).")).to_be_visible()
    await writer.keyboard.press("Escape")
    await expect(form).to_be_hidden()

    # a task with its units in one act, due after so many working days
    await _press(writer, "Thêm nhiệm vụ")
    form = writer.get_by_role("dialog")
    await form.get_by_label("Nhiệm vụ", exact=True).fill(TASK)
    await form.get_by_label("Ký hiệu nhiệm vụ").fill("II.2-HN")
    await form.get_by_text("Theo số ngày làm việc").click()
    await form.get_by_label("Số ngày làm việc", exact=True).fill("15")
    await expect(form.get_by_text("Hạn là ")).to_be_visible()
    await choose(writer, "Cơ quan chủ trì", "Phòng Nội vụ", "Phường 1")
    await _press(form, "Lưu")
    await expect(form).to_be_hidden()

    # the draft is given up, and taken up again with all that was typed
    await _confirm(writer, "Bỏ bản nháp")
    await expect(writer.get_by_role("heading", level=1, name="Kế hoạch năm 2024")).to_be_visible()
    await _plan_of(writer, "Bản nháp đã bỏ")
    await expect(writer.get_by_text("Bản nháp này đã bỏ: chỉ đọc, không tính vào đâu.")).to_be_visible()
    await _confirm(writer, "Khôi phục bản nháp")
    await writer.get_by_role("tab", name="Nhiệm vụ").click()
    await _press(writer, TASK)
    panel = writer.get_by_role("complementary", name="Nhiệm vụ")
    await expect(panel.get_by_role("heading", name="Đơn vị thực hiện (2)")).to_be_visible()
    await expect(panel.get_by_text(re.compile("trong 15 ngày làm việc kể từ ngày"))).to_be_visible()

    # the writer's own unit supports instead of leading, by the keyboard; Esc closes the question and not the task beneath
    await panel.get_by_role("button", name="Sửa phân công của Phòng Nội vụ").focus()
    await writer.keyboard.press("Enter")
    dialog = writer.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await writer.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(panel.get_by_role("button", name="Sửa phân công của Phòng Nội vụ")).to_be_focused()
    await writer.keyboard.press("Enter")
    await dialog.get_by_text("phối hợp", exact=True).click()
    await _press(dialog, "Lưu")
    await expect(dialog).to_be_hidden()
    await expect(panel.get_by_role("listitem").filter(has_text="Phòng Nội vụ")).to_contain_text("phối hợp")

    # a unit is taken out after a question; the name of its group does not bring it back and says so, its own name does
    await panel.get_by_role("button", name="Thôi giao Phường 1", exact=True).click()
    await expect(dialog.get_by_text("Có thể giao lại bất cứ lúc nào")).to_be_visible()
    await _press(dialog, "Thôi giao")
    await expect(panel.get_by_role("heading", name="Đơn vị thực hiện (1)")).to_be_visible()
    await _press(panel, "Giao thêm đơn vị")
    await dialog.get_by_label("Thêm cả nhóm vào chủ trì").click()
    await writer.locator(".ant-select-item-option:visible").filter(has_text="UBND các phường, xã").click()
    await expect(dialog.get_by_role("status")).to_contain_text("Không thêm theo nhóm: Phường 1 (")
    await expect(writer.locator(".ant-select-dropdown:visible")).to_have_count(0)
    await choose(dialog, "Cơ quan phối hợp", "Phường 1")
    await _press(dialog, "Lưu")
    await expect(dialog).to_be_hidden()
    await expect(panel.get_by_role("heading", name="Đơn vị thực hiện (18)")).to_be_visible()

    # the leader approves; from now on a unit leaves by an amendment alone
    await _confirm(writer, "Trình lãnh đạo")
    await _plan_of(leader, "Năm 2025")
    await _confirm(leader, "Phê duyệt")
    await expect(leader.get_by_text("Phiên bản 1", exact=True).first).to_be_visible()
    await _plan_of(writer, "Năm 2025")
    await writer.get_by_role("tab", name="Nhiệm vụ").click()
    await _press(writer, TASK)
    await expect(panel.get_by_role("heading", name="Đơn vị thực hiện (18)")).to_be_visible()
    await expect(panel.get_by_role("button", name=re.compile("^Thôi giao"))).to_have_count(0)
    await _amended(writer, leader, panel)


async def _amended(writer: Page, leader: Page, panel: Locator) -> None:
    """A ward supports instead of leading, and the total is wanted higher: both wait for the leader, and are told in words."""
    dialog = writer.get_by_role("dialog")
    await _press(writer, "Lập bản điều chỉnh")
    await dialog.get_by_role("textbox").fill("Theo đề nghị của phường.")
    await _press(dialog, "Lập bản điều chỉnh")
    await expect(dialog).to_be_hidden()
    await writer.get_by_role("tab", name="Nhiệm vụ").click()
    await _press(writer, TASK)
    await panel.get_by_role("button", name="Sửa phân công của Xã Long Sơn").click()
    await dialog.get_by_text("phối hợp", exact=True).click()
    await _press(dialog, "Lưu")
    await expect(dialog).to_be_hidden()
    await writer.get_by_role("tab", name="Mục tiêu").click()
    await _press(writer, "Sửa mục tiêu")
    await writer.get_by_label("Hướng PAPI").select_option("improve")
    await writer.get_by_label("Mục tiêu PAPI").fill("46,5")
    await _press(writer, "Lưu mục tiêu")
    await writer.get_by_role("tab", name="Bản điều chỉnh").click()
    await expect(writer.get_by_text("PAPI Tổng điểm").first).to_be_visible()
    await _confirm(writer, "Trình lãnh đạo")
    await _plan_of(leader, "Năm 2025")
    await leader.get_by_role("tab", name="Bản điều chỉnh").click()
    await expect(leader.get_by_text("Xã Long Sơn").first).to_be_visible()
    await expect(leader.get_by_text("46,5").first).to_be_visible()
    await _confirm(leader, "Phê duyệt điều chỉnh")
    await expect(leader.get_by_text("Phiên bản 2", exact=True).first).to_be_visible()
    await expect(leader.get_by_text("→ 46,5")).to_be_visible()
