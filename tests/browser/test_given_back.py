"""What a unit asked for or sent comes back to it: a request is withdrawn, another refused, a unit plan returned and sent again."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, sign_in_on, whole_menu

REFUSED = "Đã gia hạn cho các phường khác đến ngày này; giữ thời hạn cũ."
TO_MEND = "Ghi rõ người thực hiện của từng giải pháp."


async def _withdraw(head: Page) -> None:
    """The head finds the own requests in the menu."""
    await (await whole_menu(head)).get_by_role("link", name="Xin gia hạn").click()
    await head.locator("tbody tr:not([aria-hidden]) button").first.click()
    await head.get_by_role("button", name="Rút đề nghị").click()
    await expect(head.get_by_role("complementary").get_by_text("Đã rút")).to_be_visible()


async def _refuse(coordinator: Page) -> None:
    await coordinator.locator("tbody tr").filter(has_text="Phường 7").get_by_role("button").click()
    decision = coordinator.get_by_role("region", name="Quyết định")
    await decision.get_by_role("button", name="Không đồng ý").click()
    await expect(decision.get_by_text("Nêu lý do để đơn vị biết.")).to_be_visible()
    await decision.get_by_label("Ý kiến").fill(REFUSED)
    await decision.get_by_role("button", name="Không đồng ý").click()
    await expect(coordinator.get_by_role("complementary").get_by_text(REFUSED)).to_be_visible()


async def _send(head: Page) -> None:
    await head.get_by_role("button", name="Kiểm tra và gửi").click()
    await head.get_by_role("button", name="Gửi kế hoạch").click()
    await expect(head.get_by_text("Đã gửi, chờ thẩm tra").first).to_be_visible()


async def _return(coordinator: Page) -> None:
    await (await whole_menu(coordinator)).get_by_role("link", name="Kế hoạch đơn vị").click()
    await coordinator.get_by_role("table").get_by_role("link", name="Phường 1", exact=True).click()
    await coordinator.get_by_role("button", name="Trả lại").click()
    dialog = coordinator.get_by_role("dialog", name="Trả lại kế hoạch của Phường 1")
    await dialog.get_by_label("Nêu rõ cần sửa gì").fill(TO_MEND)
    await dialog.get_by_role("button", name="Trả lại").click()
    await expect(coordinator.get_by_text("Đã trả lại").first).to_be_visible()


async def test_what_came_back_is_read_and_sent_again(open_page: OpenPage) -> None:
    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await _withdraw(head)
    await (await whole_menu(head)).get_by_role("link", name="Kế hoạch đơn vị").click()
    await head.get_by_role("link", name="Mở kế hoạch của đơn vị").click()
    await head.get_by_role("button", name="Điều chỉnh kế hoạch").click()
    await head.get_by_role("dialog").get_by_role("button", name="Điều chỉnh kế hoạch").click()
    await _send(head)

    coordinator = await open_page("/extensions")
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await _refuse(coordinator)
    await _return(coordinator)

    await head.reload()
    await expect(head.get_by_text(TO_MEND).first).to_be_visible()
    await _send(head)
