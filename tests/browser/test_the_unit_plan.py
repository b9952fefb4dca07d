"""A returned plan is mended while the head is away: who stands in sends it, it is accepted, and a measure becomes the unit's own task."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.servers import DEMO_PASSWORD

UNIT = "sn-vhtttt"
TITLE = "Kế hoạch của"


async def _delegate(head: Page) -> None:
    await head.get_by_role("button", name="Tài khoản").click()
    await head.get_by_role("link", name="Ủy quyền").click()
    await head.get_by_role("button", name="Ủy quyền").click()
    dialog = head.get_by_role("dialog", name="Ủy quyền cho người của đơn vị")
    await dialog.get_by_role("combobox", name="Người được ủy quyền").click()
    await head.locator(".ant-select-item-option").first.click()
    await dialog.get_by_label("Đến hết ngày").fill("20/9/2024")
    await head.keyboard.press("Tab")
    await dialog.get_by_label("Lý do").fill("Đi công tác tại tỉnh")
    await dialog.get_by_role("button", name="Ủy quyền", exact=True).click()
    await expect(head.get_by_text("Đang có hiệu lực").first).to_be_visible()


async def _stand_in(officer: Page) -> None:
    """The lent membership is chosen at sign-in, and said on every page."""
    await officer.get_by_label("Tên đăng nhập").fill(f"{UNIT}.officer")
    await officer.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    await officer.keyboard.press("Enter")
    await officer.get_by_role("radio", name="thay mặt").check()
    await officer.get_by_role("button", name="Tiếp tục").click()
    await expect(officer.get_by_role("note").first).to_contain_text("đến hết ngày 20/9/2024")


async def _mend_and_send(officer: Page) -> None:
    await expect(officer.get_by_role("heading", name="Kế hoạch của đơn vị năm 2024")).to_be_visible()
    await officer.get_by_role("link", name="Mở kế hoạch của đơn vị").click()
    await expect(officer.get_by_text("Chưa rà soát đủ nội dung còn hạn chế").first).to_be_visible()
    await officer.get_by_role("button", name="Thêm giải pháp").first.click()
    await officer.get_by_role("button", name="Kiểm tra và gửi").click()
    await expect(officer.get_by_text("Còn 3 nội dung chưa đủ")).to_be_visible()
    await officer.get_by_role("button", name="Chưa ghi nội dung").click()
    await officer.keyboard.insert_text("Phát bản tin về Chỉ số PAPI trên hệ thống truyền thanh cơ sở mỗi tuần")
    writing = officer.locator("[data-row]").filter(has=officer.locator("textarea:focus"))
    added = officer.locator(f'[data-row="{await writing.get_attribute("data-row")}"]')
    await added.get_by_label("Người thực hiện").fill("Tổ biên tập")
    await added.get_by_label("Thời gian bằng lời").fill("Thường xuyên")
    await expect(officer.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()
    await officer.get_by_role("button", name="Kiểm tra và gửi").click()
    assert await accessibility_violations(officer) == []
    await officer.get_by_role("button", name="Gửi kế hoạch").click()
    await expect(officer.get_by_text("Đã gửi, chờ thẩm tra").first).to_be_visible()
    await expect(officer.get_by_text("(thay mặt ").first).to_be_visible()


async def _accept(coordinator: Page) -> None:
    await coordinator.goto("/unit-plans")
    await coordinator.get_by_role("table").get_by_role("link", name="Trung tâm Văn hóa").click()
    await expect(coordinator.get_by_text("Phát bản tin về Chỉ số PAPI")).to_be_visible()
    await coordinator.get_by_role("button", name="Chấp nhận kế hoạch").click()
    await coordinator.get_by_role("dialog").get_by_role("button", name="Chấp nhận kế hoạch").click()
    await expect(coordinator.get_by_text("Đã chấp nhận").first).to_be_visible()


async def test_a_returned_plan_is_mended_sent_by_who_stands_in_accepted_and_followed(open_page: OpenPage) -> None:
    head = await open_page("/sign-in")
    await sign_in_on(head, f"{UNIT}.head")
    await _delegate(head)
    officer = await open_page("/sign-in", phone=True)
    await _stand_in(officer)
    await _mend_and_send(officer)
    coordinator = await open_page("/sign-in")
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await _accept(coordinator)

    await officer.reload()
    await officer.get_by_role("button", name="Đưa vào theo dõi").first.click()
    await expect(officer.get_by_role("link", name="Đang theo dõi").first).to_be_visible()

    await head.get_by_role("button", name="Chấm dứt").first.click()
    await head.get_by_role("dialog").get_by_role("button", name="Chấm dứt").click()
    await expect(head.get_by_text("Đã chấm dứt").first).to_be_visible()
    await officer.goto("/unit-plans")
    await expect(officer.get_by_role("note")).to_have_count(0)
