"""A later day is asked for, granted in part and kept beside the old one; and a piece of the work finds its officer."""

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on

TASK = "Rút ngắn thời gian giải quyết thủ tục"
PIECE = "Lập danh sách hồ sơ trễ hẹn của tháng 9"
OFFICER = "26506.officer"


async def _own_task(page: Page) -> Locator:
    """The ward's own assignment, open beside the list."""
    await page.goto("/plan")
    await page.get_by_role("button", name="Của đơn vị tôi").first.click()
    await page.get_by_role("searchbox").last.fill("rut ngan thoi gian giai quyet")
    await page.get_by_role("button", name=TASK).locator("visible=true").first.click()
    panel = page.get_by_role("complementary", name="Nhiệm vụ")
    await expect(panel.get_by_role("heading", name=TASK)).to_be_visible()
    return panel


async def _ask(head: Page) -> None:
    """By keyboard alone, from the button to the request."""
    panel = await _own_task(head)
    await expect(panel.get_by_text("Quá hạn", exact=True)).to_be_visible()
    await panel.get_by_role("button", name="Xin gia hạn").focus()
    await head.keyboard.press("Enter")
    dialog = head.get_by_role("dialog", name="Xin gia hạn nhiệm vụ")
    await expect(dialog).to_be_visible()
    assert await accessibility_violations(head) == []
    await dialog.get_by_label("Ngày đề nghị").focus()
    await head.keyboard.type("30/9/2024")
    await head.keyboard.press("Enter")
    await dialog.get_by_label("Lý do xin gia hạn").focus()
    await head.keyboard.type("Phần mềm một cửa nâng cấp đến giữa tháng 9.")
    await dialog.get_by_role("button", name="Gửi đề nghị").focus()
    await head.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(panel.get_by_text("Đang xin gia hạn")).to_be_visible()


async def _shorten(coordinator: Page) -> None:
    await coordinator.goto("/extensions")
    await coordinator.get_by_role("button", name=TASK).first.click()
    panel = coordinator.get_by_role("complementary", name="Đề nghị gia hạn")
    day = panel.get_by_label("Gia hạn đến")
    await day.fill("25/9/2024")
    await day.press("Enter")
    await panel.get_by_role("button", name="Đồng ý gia hạn").click()
    await expect(panel.get_by_text("Nêu lý do để đơn vị biết.")).to_be_visible()
    await panel.get_by_label("Ý kiến").fill("Báo cáo quý III chốt số liệu ngày 25/9.")
    await panel.get_by_role("button", name="Đồng ý gia hạn").click()
    await expect(panel.get_by_text("Gia hạn ngắn hơn đề nghị")).to_be_visible()
    await expect(panel.get_by_text("Xin đến 30/9/2024")).to_be_visible()


async def _both_days(head: Page) -> None:
    await head.reload()
    panel = head.get_by_role("complementary", name="Nhiệm vụ")
    due = panel.locator("dd").filter(has_text="(cũ: 30/8/2024), gia hạn 1 lần")
    await expect(due).to_contain_text("25/9/2024")
    await expect(panel.get_by_text("Trong hạn", exact=True)).to_be_visible()
    await expect(panel.get_by_text("Quá hạn", exact=True)).to_have_count(0)


async def _hand_out(head: Page, person: str) -> None:
    """A piece of the assignment goes to a named officer."""
    panel = head.get_by_role("complementary", name="Nhiệm vụ")
    await panel.get_by_text("Việc trong đơn vị (0/0 xong)").click()
    await panel.get_by_label("Việc", exact=True).fill(PIECE)
    await panel.get_by_label("Người thực hiện").click()
    await head.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text=person).click()
    await panel.get_by_role("button", name="Giao việc").click()
    await expect(panel.get_by_text("Việc trong đơn vị (0/1 xong)")).to_be_visible()


async def _finish(officer: Page) -> None:
    mine = officer.get_by_role("article").filter(has_text=PIECE)
    await expect(mine).to_be_visible()
    await mine.get_by_role("button", name="Đã xong").click()
    await expect(mine).to_have_count(0)


async def test_a_later_day_is_asked_for_and_shortened_and_a_piece_finds_its_officer(open_page: OpenPage) -> None:
    head, coordinator, officer = await open_page("/"), await open_page("/"), await open_page("/", phone=True)
    await sign_in_on(head, "26506.head")
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await sign_in_on(officer, OFFICER)
    await _ask(head)
    await _shorten(coordinator)
    await _both_days(head)
    await _hand_out(head, await name_of(officer))
    await officer.goto("/")
    await _finish(officer)


async def name_of(page: Page) -> str:
    """Who is signed in, as the button of the account says: "Tài khoản: <name>, <role>, <unit>"."""
    said = await page.get_by_role("button", name="Tài khoản").get_attribute("aria-label")
    return (said or "").removeprefix("Tài khoản: ").split(",")[0]
