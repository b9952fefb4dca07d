"""The coordinator goes over the quarter's draft and lays it before the leader, who returns it once and approves it; units read it then.

Job 7 of the clerk's hour: from any page three presses lead to the Word file, and the page is of use meanwhile.
"""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.gallery import settled

QUARTER = "Báo cáo tổng hợp quý III/2024"
ADDED = "Hạ tầng công nghệ thông tin ở một số phường chưa đồng bộ."
REASON = "Bổ sung trách nhiệm của người đứng đầu tại mục nguyên nhân."


async def _open(page: Page) -> None:
    await settled(page)
    await page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Tổng hợp").click()
    await page.get_by_role("link", name=QUARTER).first.click()
    await expect(page.get_by_role("heading", name=QUARTER)).to_be_visible()


async def _write(page: Page) -> None:
    """By the keyboard from paragraph to paragraph; what is typed is saved by itself, the lines behind it stand beside it."""
    sources = page.get_by_role("complementary", name="Nguồn của đoạn")
    await expect(sources).to_contain_text("Chọn một đoạn")
    await page.get_by_role("button", name="Sửa đoạn 1:").click()
    await page.keyboard.press("Alt+ArrowDown")
    await page.keyboard.press("Alt+ArrowDown")
    field = page.get_by_role("textbox", name="Đoạn 3/")
    await expect(field).to_be_focused()
    await expect(sources.get_by_role("link", name="Mở dòng báo cáo").first).to_be_visible()
    await page.keyboard.press("Control+End")
    await page.keyboard.insert_text(" Tiến độ bảo đảm yêu cầu.")
    await page.keyboard.press("Control+KeyS")
    await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc")).to_be_visible()
    await expect(page.get_by_text("Đã sửa").first).to_be_visible()
    assert await accessibility_violations(page) == []


async def _take_over(page: Page) -> None:
    """New reports are taken over, the paragraph just written stays as it is."""
    await page.get_by_role("button", name="Cập nhật từ báo cáo mới chấp nhận").click()
    dialog = page.get_by_role("dialog", name="Cập nhật từ báo cáo mới chấp nhận")
    await expect(dialog.get_by_text("Đã sửa tay").first).to_be_visible()
    assert await accessibility_violations(page) == []
    async with page.expect_response(lambda answer: answer.url.endswith("/refresh") and answer.request.method == "POST") as answering:
        await dialog.get_by_role("button", name="đoạn đã chọn").click()
    answer = await answering.value
    assert answer.ok, await answer.text()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("button", name="Cập nhật từ báo cáo mới chấp nhận")).to_have_count(0)
    await expect(page.get_by_text("Tiến độ bảo đảm yêu cầu.").first).to_be_visible()


async def _add(page: Page, text: str) -> None:
    await page.get_by_role("navigation", name="Các mục của báo cáo").get_by_role("button", name="3. Nguyên nhân").click()
    await page.get_by_role("button", name="Thêm đoạn").click()
    await page.get_by_label("Đoạn mới").fill(text)
    await page.get_by_role("button", name="Thêm vào mục").click()
    await expect(page.get_by_role("textbox", name="Đoạn 3/")).to_have_value(text)


async def _submit(page: Page) -> None:
    await page.get_by_role("button", name="Trình lãnh đạo").click()
    await page.get_by_role("dialog").get_by_role("button", name="Trình lãnh đạo").click()
    await expect(page.get_by_text("Đã trình, chờ phê duyệt")).to_be_visible()


async def test_the_quarters_report_goes_up(open_page: OpenPage) -> None:
    coordinator, leader = await open_page(), await open_page()
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await sign_in_on(leader, "ubnd.lanhdao")

    await _open(coordinator)
    await _write(coordinator)
    await _take_over(coordinator)
    await _add(coordinator, ADDED)
    await _submit(coordinator)

    await _open(leader)
    await expect(leader.get_by_text(ADDED)).to_be_visible()
    assert await accessibility_violations(leader) == []
    await leader.get_by_role("button", name="Trả lại").click()
    await leader.get_by_label("Nêu rõ cần sửa gì").fill(REASON)
    await leader.get_by_role("dialog").get_by_role("button", name="Trả lại").click()
    await expect(leader.get_by_text("Lãnh đạo trả lại").first).to_be_visible()

    await coordinator.reload()
    await expect(coordinator.get_by_text(REASON)).to_be_visible()
    await coordinator.get_by_role("button", name="Các bản đã lưu").click()
    await expect(coordinator.get_by_role("dialog").get_by_text("khi trình")).to_be_visible()
    await coordinator.keyboard.press("Escape")
    await _submit(coordinator)

    await leader.reload()
    await leader.get_by_role("button", name="Phê duyệt").click()
    await leader.get_by_role("dialog").get_by_role("button", name="Phê duyệt").click()
    await expect(leader.get_by_text("phê duyệt lúc")).to_be_visible()

    officer = await open_page()
    await sign_in_on(officer, "26506.officer")
    await _open(officer)  # two presses
    async with officer.expect_download() as downloading:
        await officer.get_by_role("button", name="Tải DOCX").click()
        await officer.get_by_role("link", name="V. Đề xuất, kiến nghị").click()  # the page is of use meanwhile
    assert (await downloading.value).suggested_filename.startswith("Bao-cao-tong-hop-2024Q3")
    await expect(officer.get_by_text(ADDED)).to_be_visible()
