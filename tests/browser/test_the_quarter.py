"""The journey of the quarter in Debian's Chromium: officer on a phone, head, Phòng Nội vụ, leader, stranger."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage
from tests.support.people import PHOTO, SignIn, fill_report, latest_report
from tests.support.servers import DEMO_PASSWORD


async def enter_password(page: Page, username: str) -> None:
    await page.get_by_label("Tên đăng nhập").fill(username)
    await page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: "sign-in" not in url)


async def _write_one_line_on_the_phone(page: Page) -> None:
    await page.get_by_role("link", name="Báo cáo tiếp").click()
    await page.get_by_role("button", name="Chưa ghi").click()
    await page.locator("[aria-label='Lọc dòng'] >> button").last.click()
    await page.get_by_label("Kết quả thực hiện").fill("UBND phường đã tổ chức 03 buổi đối thoại tại các khu phố, 186 lượt người dự.")
    await page.get_by_label("Mức độ hoàn thành (%)").fill("60")
    await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="Chụp ảnh").click()
    await (await choosing.value).set_files(PHOTO)
    await expect(page.get_by_role("button", name="photo")).to_be_visible()


async def _write_the_rest_by_script(sign_in: SignIn) -> None:
    officer = await sign_in("26506.officer")
    await fill_report(officer, await latest_report(officer))


async def _check_and_send(page: Page) -> None:
    await page.get_by_role("link", name="Kiểm tra và gửi").first.click()
    await page.get_by_role("button", name="Gửi báo cáo quý III/2024").click()
    await expect(page.get_by_text("Đã gửi lúc")).to_be_visible()


async def _return_two_lines_by_keyboard(page: Page) -> None:
    await page.get_by_label("Chờ thẩm tra").get_by_role("link", name="Phường 1 ").first.click()
    await expect(page.get_by_role("heading", name="Báo cáo quý III/2024 – Phường 1")).to_be_visible()
    await page.locator("h1").click()
    for _ in range(2):
        await page.keyboard.press("2")
        await page.get_by_label("Nêu rõ cần sửa gì").fill("Nêu rõ số buổi")
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_have_count(0)
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("Đã trả lại 2 dòng.")).to_be_visible()


async def _mend_the_returned_lines(page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("link", name="Sửa dòng bị trả lại").click()
    await expect(page.get_by_text("Nêu rõ số buổi").first).to_be_visible()
    for _ in range(2):
        await page.get_by_label("Kết quả thực hiện").fill("Đã tổ chức 04 buổi, 312 lượt người dự, có danh sách ký nhận.")
        await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()
        await page.keyboard.press("Alt+ArrowDown")


async def _accept_and_see_the_seal(page: Page) -> None:
    await page.reload()
    await expect(page.get_by_role("button", name="Chấp nhận báo cáo")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await page.get_by_role("dialog").get_by_role("button", name="Chấp nhận").click()
    await expect(page.get_by_text("Đã chấp nhận và niêm phong báo cáo.")).to_be_visible()
    await expect(page.get_by_text("Bản niêm phong số 1")).to_be_visible()


async def test_a_report_goes_from_the_phone_to_the_seal(open_page: OpenPage, sign_in: SignIn) -> None:
    officer = await open_page("/", phone=True)
    await enter_password(officer, "26506.officer")
    await _write_one_line_on_the_phone(officer)
    await _write_the_rest_by_script(sign_in)

    head = await open_page("/")
    await enter_password(head, "26506.head")
    await _check_and_send(head)

    reviewer = await open_page("/")
    await enter_password(reviewer, "pnv.chuyenvien")
    await _return_two_lines_by_keyboard(reviewer)
    await _mend_the_returned_lines(head)
    await _check_and_send(head)
    await _accept_and_see_the_seal(reviewer)

    leader = await open_page("/")
    await enter_password(leader, "ubnd.lanhdao")
    await expect(leader.get_by_text("4 đơn vị quá hạn gửi báo cáo")).to_be_visible()
    await expect(leader.get_by_text("Chưa gửi: Phường 10, Phường 11, Phường 12, Xã Long Sơn")).to_be_visible()

    stranger = await open_page("/")
    await enter_password(stranger, "26508.officer")
    await stranger.goto(reviewer.url.replace("/review?report=", "/reports/"))
    await expect(stranger.get_by_role("alert")).to_contain_text("Không tìm thấy báo cáo, hoặc báo cáo ngoài phạm vi được xem.")
