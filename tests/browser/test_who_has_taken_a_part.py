"""A unit takes one part and asks for a change of another; the coordinator answers; the lead marks a part and comments on a line."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on

QUESTION = "Xã có một tổ dân phố đảo; đề nghị lùi thời hạn niêm yết đến khi có tàu."
ANSWER = "Đã có tàu từ ngày 20/9; giữ thời hạn như Kế hoạch."
LACKING = "Chưa gửi danh sách doanh nghiệp đã kiểm tra."


async def _take_and_question(unit: Page) -> None:
    """From my work to the parts that are not taken: the first is taken, the second questioned."""
    await unit.get_by_role("link", name="Xem và nhận việc").click()
    rows = unit.locator("tbody tr:not([aria-hidden]) button")
    await rows.first.click()
    part = unit.get_by_role("region", name="Tiếp nhận phần việc")
    await part.get_by_role("button", name="Đã nhận việc").click()
    await expect(part.get_by_text("Đã nhận việc")).to_be_visible()
    await expect(part.get_by_role("button", name="Đã nhận việc")).to_have_count(0)
    await rows.nth(1).click()
    await part.get_by_role("button", name="Đề nghị điều chỉnh").click()
    await part.get_by_label("Cần điều chỉnh gì, vì sao").fill(QUESTION)
    await part.get_by_role("button", name="Đề nghị điều chỉnh").click()
    await expect(part.get_by_text(QUESTION)).to_be_visible()


async def _find_and_answer(coordinator: Page) -> None:
    """The menu says how many wait; the chip finds them; what is answered is not found any more."""
    await coordinator.get_by_role("link", name="Kế hoạch 2", exact=True).click()
    await coordinator.get_by_role("button", name="Đề nghị điều chỉnh 2").click()
    await expect(coordinator.get_by_role("table").get_by_text(QUESTION)).to_be_visible()
    assert await accessibility_violations(coordinator) == []
    await coordinator.locator("tbody tr").filter(has_text=QUESTION).get_by_role("button").click()
    part = coordinator.get_by_role("region", name="Tiếp nhận phần việc")
    await part.get_by_label("Trả lời đơn vị").fill(ANSWER)
    await part.get_by_role("button", name="Giữ nguyên phần việc").click()
    await expect(part.get_by_text("Đơn vị chưa xác nhận")).to_be_visible()
    await expect(coordinator.get_by_text(ANSWER)).to_be_visible()
    await expect(coordinator.get_by_role("button", name="Đề nghị điều chỉnh 1")).to_be_visible()


async def _mark_and_comment(lead: Page) -> None:
    """What a supporter has reported is marked as lacking, found by the chip, and talked about at its line."""
    await lead.locator("tbody tr:not([aria-hidden]) button").first.click()
    part = lead.get_by_role("region", name="Tiếp nhận phần việc")
    await part.get_by_label("Nhận xét").fill(LACKING)
    await part.get_by_role("button", name="Còn thiếu").click()
    await expect(part.get_by_text(LACKING)).to_be_visible()
    await lead.get_by_role("button", name="Đơn vị chủ trì: còn thiếu 1").click()
    await lead.goto("/led")
    await lead.locator("tbody tr:not([aria-hidden]) button").first.click()
    await lead.get_by_role("complementary").get_by_role("textbox").fill(LACKING)
    await lead.get_by_role("complementary").get_by_role("button", name="Gửi").click()
    await expect(lead.get_by_role("complementary").get_by_text(LACKING)).to_be_visible()


async def test_a_part_is_taken_questioned_answered_and_marked(open_page: OpenPage) -> None:
    unit = await open_page("/")
    await sign_in_on(unit, "26545.head")
    await _take_and_question(unit)

    coordinator = await open_page("/")
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await _find_and_answer(coordinator)

    lead = await open_page("/plan?part=support&work_state=awaiting_confirmation&cadence=once")
    await sign_in_on(lead, "pb-tnmt.officer")
    await _mark_and_comment(lead)
