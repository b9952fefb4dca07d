"""The story of a plan: copied from last year's, written on, sent to the leader and back, approved, sent out, acknowledged, amended."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, choose, sign_in_on

TASK = "Khảo sát ý kiến người dân tại khu phố"


async def _press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).first.click()


async def _confirm(page: Page, name: str, reason: str | None = None) -> None:
    """Press the step, and again in the dialog that says what it does."""
    await _press(page, name)
    dialog = page.get_by_role("dialog")
    if reason is not None:
        await dialog.get_by_role("textbox").fill(reason)
    await dialog.get_by_role("button", name=name, exact=True).click()
    await expect(dialog).to_be_hidden()


async def _of_2025(page: Page) -> None:
    """The plan of 2025, chosen among the plans."""
    await page.goto("/plan")
    await page.get_by_role("combobox", name="Kế hoạch", exact=True).click()
    await page.locator(".ant-select-item-option").filter(has_text="Năm 2025").click()
    await expect(page.get_by_role("heading", level=1, name="Kế hoạch năm 2025")).to_be_visible()


async def test_a_plan_from_its_copy_to_its_second_version(open_page: OpenPage) -> None:
    writer, leader, ward = await open_page("/plan"), await open_page("/plan"), await open_page("/")
    await sign_in_on(writer, "pnv.chuyenvien")
    await sign_in_on(leader, "ubnd.lanhdao")
    await sign_in_on(ward, "26506.officer")

    # the writer copies last year's plan, having read what goes over
    await writer.goto("/plan")
    await _press(writer, "Sao sang năm 2025")
    await expect(writer.get_by_text("Còn dở, chuyển từ năm trước")).to_be_visible()
    await _press(writer, "Sao thành bản nháp")
    await expect(writer.get_by_role("heading", level=1, name="Kế hoạch năm 2025")).to_be_visible()
    await expect(writer.get_by_text("Đang soạn", exact=True).first).to_be_visible()

    # adds a task with who does it, and drops another
    await _press(writer, "Thêm nhiệm vụ")
    form = writer.get_by_role("dialog")
    await form.get_by_label("Nhiệm vụ", exact=True).fill(TASK)
    await form.get_by_label("Ký hiệu nhiệm vụ").fill("II.2-KS")
    await choose(writer, "Cơ quan chủ trì", "Phường 1", "Phường 2")
    await form.get_by_role("button", name="Lưu", exact=True).click()
    await expect(form).to_be_hidden()
    await writer.get_by_role("searchbox").last.fill("khao sat y kien nguoi dan tai")
    await writer.get_by_role("button", name=TASK).first.click()
    panel = writer.get_by_role("complementary", name="Nhiệm vụ")
    await expect(panel.get_by_role("heading", name="Đơn vị thực hiện (2)")).to_be_visible()

    # sets a target with the published score beneath it
    await writer.get_by_role("tab", name="Mục tiêu").click()
    await _press(writer, "Sửa mục tiêu")
    await writer.get_by_label("Mục tiêu 1.1", exact=True).fill("1,5")
    await writer.get_by_label("Người dân đánh giá chưa cao 1.1", exact=True).check()
    await writer.get_by_label("Nguồn đánh giá 1.1", exact=True).fill("ví dụ")
    await _press(writer, "Lấy điểm đã công bố")
    await expect(writer.get_by_role("status").filter(has_text="điểm cơ sở")).to_be_visible()
    await _press(writer, "Lưu mục tiêu")
    await expect(writer.get_by_role("button", name="Sửa mục tiêu")).to_be_visible()

    # submits; the leader returns it with a reason, then approves it
    await _confirm(writer, "Trình lãnh đạo")
    await expect(writer.get_by_text("Đã trình, chờ phê duyệt").first).to_be_visible()
    await _of_2025(leader)
    await _confirm(leader, "Trả lại", "Bổ sung thời hạn khảo sát.")
    await _of_2025(writer)
    await expect(writer.get_by_text("Lãnh đạo trả lại: Bổ sung thời hạn khảo sát.")).to_be_visible()
    await _confirm(writer, "Trình lãnh đạo")
    await _of_2025(leader)
    await _confirm(leader, "Phê duyệt")
    await expect(leader.get_by_text("Phiên bản 1", exact=True).first).to_be_visible()

    # it is sent to its receivers, and the ward says that it came
    await _of_2025(writer)
    await writer.get_by_role("tab", name="Căn cứ, nơi nhận").click()
    await _press(writer, "Gửi phiên bản 1 đến nơi nhận")
    await expect(writer.get_by_text("Phiên bản 1: 0/36 đơn vị đã xác nhận")).to_be_visible()
    await ward.goto("/")
    asked = ward.get_by_role("note").filter(has_text="2025")
    await asked.get_by_role("button", name="Đã nhận").click()
    await expect(asked).to_be_hidden()

    # an amendment changes nothing until the leader approves it
    await _of_2025(writer)
    await _confirm_amendment(writer)
    await writer.get_by_role("tab", name="Nhiệm vụ").click()
    await writer.get_by_role("searchbox").last.fill("khao sat y kien nguoi dan tai")
    await writer.get_by_role("button", name=TASK).first.click()
    await _confirm(writer, "Bỏ nhiệm vụ")
    await writer.get_by_role("tab", name="Bản điều chỉnh").click()
    await expect(writer.get_by_text("Thêm 0 · Sửa 0 · Bỏ 1 · 2 đơn vị có thay đổi")).to_be_visible()
    await _confirm(writer, "Trình lãnh đạo")
    await _of_2025(ward)
    await ward.get_by_role("tab", name="Nhiệm vụ").click()
    await ward.get_by_role("searchbox").last.fill("khao sat y kien nguoi dan tai")
    await expect(ward.get_by_role("button", name=TASK).first).to_be_visible()

    await _of_2025(leader)
    await leader.get_by_role("tab", name="Bản điều chỉnh").click()
    await _confirm(leader, "Phê duyệt điều chỉnh")
    await expect(leader.get_by_text("Phiên bản 2", exact=True).first).to_be_visible()
    await leader.get_by_role("tab", name="Phiên bản").click()
    await _press(leader, "Xem khác biệt")
    await expect(leader.get_by_text("Thêm 0 · Sửa 0 · Bỏ 1 · 2 đơn vị có thay đổi")).to_be_visible()
    await ward.reload()
    await expect(ward.get_by_role("button", name=TASK)).to_have_count(0)


async def _confirm_amendment(page: Page) -> None:
    await _press(page, "Lập bản điều chỉnh")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Trùng với khảo sát của tỉnh.")
    await dialog.get_by_role("button", name="Lập bản điều chỉnh", exact=True).click()
    await expect(page.get_by_text("Chưa có thay đổi nào.")).to_be_visible()
