"""A returned plan is mended while the head is away: who stands in sends it, it is accepted, and a measure becomes the unit's own task.

Another unit sends its plan late and is given a day of its own, has it returned, and later amends what was accepted; the coordinator
takes all of them home as files."""

from io import BytesIO
from typing import Any

from docx import Document
from playwright.async_api import Page, expect

from papi.kit.workbooks import read_sheets
from tests.support.browser import OpenPage, accessibility_violations, choose, sign_in_on
from tests.support.files import docx
from tests.support.servers import DEMO_PASSWORD

UNIT = "sn-vhtttt"
OFFICER = "Ngô Thị Phương Uyên"
TITLE = "Kế hoạch của"
WARD = "Phường 11"
LATE_ROW = [
    "Thêm một vị trí tiếp nhận vào sáng thứ Hai",
    "Bộ phận Một cửa",
    "đến 15/10/2024",
    "Lịch phân công, số liệu thời gian chờ",
]


async def _delegate(head: Page) -> None:
    await head.get_by_role("button", name="Tài khoản").click()
    await head.get_by_role("link", name="Ủy quyền").click()
    await head.get_by_role("button", name="Ủy quyền").click()
    dialog = head.get_by_role("dialog", name="Ủy quyền cho người của đơn vị")
    await choose(dialog, "Người được ủy quyền", OFFICER)
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


async def _send_late(head: Page) -> None:
    await head.goto("/unit-plans")
    await head.get_by_role("button", name="Lập kế hoạch của đơn vị").click()
    await head.get_by_role("button", name="Thêm hạn chế").click()
    await choose(head, "Chỉ tiêu", "5.1")
    await head.get_by_role("textbox", name="Nội dung còn hạn chế").fill("Hồ sơ chứng thực còn dồn vào đầu tuần")
    await head.get_by_role("button", name="Thêm giải pháp").first.click()
    await head.get_by_role("textbox", name="Giải pháp", exact=True).fill("Thêm một vị trí tiếp nhận vào sáng thứ Hai")
    await head.get_by_label("Người thực hiện").fill("Bộ phận Một cửa")
    await head.get_by_label("Thời hạn").fill("15/10/2024")
    await head.keyboard.press("Tab")
    signed: Any = {"name": "Kế hoạch 31.docx", "mimeType": "application/octet-stream", "buffer": docx()}
    await head.locator("input[type=file][multiple]").set_input_files(signed)
    await expect(head.get_by_role("heading", name="Văn bản đã ký (1)")).to_be_visible()
    await _send(head)
    await expect(head.get_by_text("Gửi trễ 81 ngày")).to_be_visible()


async def _send(head: Page) -> None:
    await head.get_by_role("button", name="Kiểm tra và gửi").click()
    await head.get_by_role("button", name="Gửi kế hoạch").click()
    await expect(head.get_by_text("Đã gửi, chờ thẩm tra").first).to_be_visible()


async def _give_a_day(coordinator: Page) -> None:
    """What was sent late is on time by the day that the unit is given."""
    await coordinator.goto(f"/unit-plans?q={WARD}")
    row = coordinator.get_by_role("row").filter(has_text=WARD)
    await expect(row.get_by_text("Gửi trễ 81 ngày")).to_be_visible()
    await row.get_by_role("button", name="Gia hạn riêng").click()
    dialog = coordinator.get_by_role("dialog", name=f"Gia hạn gửi kế hoạch: {WARD}")
    await dialog.get_by_label("Hạn mới").fill("20/9/2024")
    await dialog.get_by_label("Lý do gia hạn").fill("Phường kiện toàn lãnh đạo trong tháng 6.")
    await dialog.get_by_role("button", name="Gia hạn riêng").click()
    await expect(dialog).to_have_count(0)
    await expect(row.get_by_text("đến 20/9/2024")).to_be_visible()
    await expect(row.get_by_text("Đúng hạn")).to_be_visible()
    await expect(row.get_by_text("Gửi trễ")).to_have_count(0)


async def _return(coordinator: Page) -> None:
    await coordinator.get_by_role("table").get_by_role("link", name=WARD).click()
    await coordinator.get_by_role("button", name="Trả lại").click()
    dialog = coordinator.get_by_role("dialog", name=f"Trả lại kế hoạch của {WARD}")
    await dialog.get_by_label("Nêu rõ cần sửa gì").fill("Ghi rõ sản phẩm của giải pháp.")
    await dialog.get_by_role("button", name="Trả lại").click()
    await expect(coordinator.get_by_text("Ghi rõ sản phẩm của giải pháp.").first).to_be_visible()


async def _mend(head: Page, deliverable: str) -> None:
    await head.get_by_label("Sản phẩm").fill(deliverable)
    await _send(head)


async def _amend(head: Page) -> None:
    """What was accepted holds while it is being amended; the whole is sent again."""
    await head.reload()
    await head.get_by_role("button", name="Điều chỉnh kế hoạch").click()
    await head.get_by_role("dialog").get_by_role("button", name="Điều chỉnh kế hoạch").click()
    await _mend(head, "Lịch phân công, số liệu thời gian chờ")


async def _file(page: Page, button: str) -> bytes:
    async with page.expect_download() as download:
        await page.get_by_role("button", name=button).click()
    return (await (await download.value).path()).read_bytes()


async def _paper(page: Page, menu: str, file: str) -> bytes:
    """The paper comes at once where it is short, else from the tray in which it is made."""
    await page.get_by_role("button", name=menu, exact=True).click()
    if menu == "Tải văn bản":
        return await _file(page, file)
    await page.get_by_role("button", name=file, exact=True).click()
    tray = page.get_by_role("region", name="Văn bản đang lập")
    content = await _file(page, "Tải về")
    await tray.get_by_role("button", name="Bỏ khỏi danh sách").click()
    return content


async def _take_home(coordinator: Page) -> None:
    """The unit's paper, all of them together in both forms, and the board: each says what the page says."""
    await coordinator.reload()
    await expect(coordinator.get_by_text("Lịch phân công, số liệu thời gian chờ")).to_be_visible()
    own = Document(BytesIO(await _paper(coordinator, "Tải văn bản", "Word (.docx)")))
    assert [cell.text for cell in own.tables[-1].rows[1].cells][3:] == LATE_ROW
    await coordinator.goto("/unit-plans")
    every = Document(BytesIO(await _paper(coordinator, "Lập văn bản tổng hợp", "Word (.docx)")))
    assert any("31/32 cơ quan, đơn vị được giao đã gửi kế hoạch (28 đúng hạn, 3 trễ hạn)" in line.text for line in every.paragraphs)
    book = read_sheets(await _paper(coordinator, "Lập văn bản tổng hợp", "Excel (.xlsx)"))
    lacking, done, _words = [[[cell for cell in row if cell] for row in sheet.rows] for sheet in book]
    assert any(row[2:4] == [WARD, "Hồ sơ chứng thực còn dồn vào đầu tuần"] for row in lacking)
    assert any(row[-4:] == LATE_ROW for row in done)
    board = read_sheets(await _file(coordinator, "Xuất XLSX"))[0].rows
    assert [row[-2:] for row in board if row[0] == WARD] == [["20/9/2024", "Phường kiện toàn lãnh đạo trong tháng 6."]]


async def _late_and_amended(head: Page, coordinator: Page) -> None:
    await _send_late(head)
    await _give_a_day(coordinator)
    await _return(coordinator)
    await head.reload()
    await expect(head.get_by_text("gia hạn đến 20/9/2024")).to_be_visible()
    await expect(head.get_by_text("Ghi rõ sản phẩm của giải pháp.").first).to_be_visible()
    await _mend(head, "Lịch phân công")
    await coordinator.reload()
    await coordinator.get_by_role("button", name="Chấp nhận kế hoạch").click()
    await coordinator.get_by_role("dialog").get_by_role("button", name="Chấp nhận kế hoạch").click()
    await expect(coordinator.get_by_text("Đã chấp nhận").first).to_be_visible()
    await _amend(head)
    await _take_home(coordinator)


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

    ward = await open_page("/sign-in")
    await sign_in_on(ward, "26539.head")
    await _late_and_amended(ward, coordinator)
