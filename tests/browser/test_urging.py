"""Who is late is urged from the board in three clicks, a body that is asked in other words, and the unit finds it in its bell."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, sign_in_on

ASKING = "Kính đề nghị quý cơ quan quan tâm gửi báo cáo trong tuần này. Trân trọng."


async def _urge_all_late(coordinator: Page) -> None:
    """The clerk's hour, job 6: two clicks from the board to the confirmation."""
    await coordinator.get_by_role("button", name="Đôn đốc 5 đơn vị").click()
    dialog = coordinator.get_by_role("dialog", name="Đôn đốc gửi báo cáo quý III/2024")
    await dialog.get_by_label("Lời đôn đốc gửi đơn vị được giao").fill("Đề nghị gửi trước 11 giờ hôm nay.")
    await expect(dialog.get_by_text("Đã đôn đốc 1 lần, 17/9").first).to_be_visible()
    await dialog.get_by_role("button", name="Gửi 5 đơn vị").click()
    sent = coordinator.get_by_role("dialog", name="Đã gửi 5 đơn vị")
    pasted = await sent.get_by_label("Lời nhắn để dán vào Zalo").input_value()
    assert pasted.lower().startswith("kính gửi ubnd phường 1:\nđề nghị gửi trước 11 giờ hôm nay.\n")
    async with coordinator.expect_download() as downloading:
        await sent.get_by_role("button", name="Công văn đôn đốc (Word)").click()
    assert (await downloading.value).suggested_filename.endswith(".docx")
    await sent.get_by_role("button", name="Đóng").last.click()
    await expect(coordinator.get_by_role("table").first.get_by_text("2 lần, 17/9").first).to_be_visible()
    await coordinator.get_by_role("button", name="Đôn đốc 5 đơn vị").click()
    again = coordinator.get_by_role("group", name="5 đơn vị đã được đôn đốc lúc")
    await expect(again).to_be_visible()
    await again.get_by_label("Bỏ qua các đơn vị này").check()
    await expect(coordinator.get_by_role("button", name="Gửi 0 đơn vị")).to_have_attribute("aria-disabled", "true")
    await coordinator.keyboard.press("Escape")


async def _ask_the_front(coordinator: Page) -> None:
    """By keyboard alone: words that urge are refused, in the dialog and beside the field."""
    opener = coordinator.get_by_role("button", name="Gửi lời đề nghị đến").first
    await opener.focus()
    await coordinator.keyboard.press("Enter")
    dialog = coordinator.get_by_role("dialog")
    words = dialog.get_by_label("Lời gửi cơ quan được đề nghị phối hợp")
    await words.fill("Báo cáo đã quá hạn.")
    await dialog.get_by_role("button", name="Gửi 1 đơn vị").press("Enter")
    await expect(dialog.get_by_text("không dùng “quá hạn”").first).to_be_visible()
    await words.fill(ASKING)
    await dialog.get_by_role("button", name="Gửi 1 đơn vị").press("Enter")
    await expect(coordinator.get_by_role("dialog", name="Đã gửi 1 đơn vị")).to_be_visible()
    await coordinator.keyboard.press("Escape")
    await expect(opener).to_be_focused()


async def test_late_units_are_urged_and_find_it_in_the_bell(open_page: OpenPage) -> None:
    coordinator = await open_page("/periods")
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await _urge_all_late(coordinator)
    await _ask_the_front(coordinator)

    await coordinator.get_by_role("link", name="Đôn đốc").first.click()
    await expect(coordinator.get_by_text(ASKING).first).to_be_visible()
    await coordinator.get_by_role("button", name="Quá hạn cần đôn đốc").click()
    await expect(coordinator.get_by_text("ngày làm việc").first).to_be_visible()

    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await head.get_by_role("button", name="Thông báo").click()
    notice = head.get_by_role("link").filter(has_text="đôn đốc gửi báo cáo quý III/2024").first
    await expect(notice.get_by_text("Đề nghị gửi trước 11 giờ hôm nay.")).to_be_visible()
    await notice.click()
    await expect(head.get_by_role("heading", level=1)).to_contain_text("quý III/2024")
