"""The rooms of the product, and the ways into their panels and dialogs."""

import re

from playwright.async_api import FilePayload, Page, expect

from papi.kit.documents import XLSX
from tests.browser.arranging import changing_the_ladder, editing_the_calendar, trying_a_regime
from tests.browser.cycle_rooms import CYCLE_ROOMS
from tests.browser.evidence_rooms import EVIDENCE_ROOMS
from tests.browser.frame import account, bell, factor, keys, notice_settings, search
from tests.browser.inspection_rooms import INSPECTION_ROOMS
from tests.browser.room import Room, first_page, first_row, pressing
from tests.support.city_annex import city_annex
from tests.support.gallery import settled
from tests.support.official import with_scale


async def briefing(page: Page) -> None:
    """From the period's board to the wall, and on to the first unit's page."""
    await page.get_by_role("link", name="Chế độ giao ban").click()
    await expect(page.get_by_role("heading", name="Đơn vị cần chú ý")).to_be_visible()
    await settled(page)
    await page.keyboard.press("ArrowRight")
    await settled(page)


async def empty_line(page: Page) -> None:
    await page.get_by_role("button", name="Chưa ghi").first.click()
    await page.get_by_role("region", name="Lọc dòng").get_by_role("button").last.click()
    await expect(page.get_by_label("Kết quả thực hiện")).to_be_visible()


async def library(page: Page) -> None:
    await empty_line(page)
    await pressing("Chọn từ thư viện")(page)


async def indicator(page: Page) -> None:
    await page.get_by_role("treeitem").nth(1).click()
    await expect(page.get_by_role("heading", level=2).first).to_be_visible()
    await settled(page)


async def published_scores(page: Page) -> None:
    """The yearly workbook, looked at and not stored."""
    book = with_scale(2023, indicators=["1.1.1", "1.1.2"])
    await page.get_by_role("button", name="Nhập điểm công bố").click()
    dialog = page.get_by_role("dialog", name="Nhập điểm công bố")
    chosen: FilePayload = {"name": book.file_name, "mimeType": XLSX, "buffer": book.content()}
    await dialog.locator("input[type=file]").set_input_files(chosen)
    await expect(dialog.get_by_text("Cách đọc tệp")).to_be_visible()


async def annex(page: Page) -> None:
    """An annex with questions, read and not stored."""
    await page.get_by_role("link", name="Nạp phụ lục").click()
    chosen: FilePayload = {"name": "Phụ lục.xlsx", "mimeType": XLSX, "buffer": city_annex()}
    await page.locator("input[type=file]").set_input_files(chosen)
    await expect(page.get_by_role("list", name="Cần xác nhận")).to_be_visible()
    await settled(page)


async def rows_of_annex(page: Page) -> None:
    """The same, row by row."""
    await annex(page)
    await page.get_by_role("button", name="Tất cả").click()
    await expect(page.get_by_text("Được hiểu là").first).to_be_visible()


async def return_form(page: Page) -> None:
    await page.locator("h1").focus()
    await page.keyboard.press("2")
    await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_be_visible()


async def accepting(page: Page) -> None:
    await page.locator("h1").focus()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()


async def effective_decision(page: Page) -> None:
    """A decision in effect, with its trace."""
    opener = page.locator("tbody tr button, tbody tr a, ul[aria-label] > li button, ul[aria-label] > li a").locator("visible=true")
    await opener.first.click()
    await expect(page.get_by_text("Đài Truyền thanh").locator("visible=true").nth(1)).to_be_visible()


async def decision(page: Page) -> None:
    """A decision that waits, with what it would do."""
    opener = page.locator("tbody tr button, tbody tr a, ul[aria-label] > li button, ul[aria-label] > li a").locator("visible=true")
    await opener.first.click()
    await page.get_by_role("button", name="Xem trước").click()
    await expect(page.get_by_role("heading", name="Tổng hợp trước và sau")).to_be_visible()


async def nothing_found(page: Page) -> None:
    await expect(page.get_by_text("Không có mục nào khớp bộ lọc.")).to_be_visible()


async def opened_version(page: Page) -> None:
    await page.get_by_role("button", name="Mở phiên bản").first.click()
    await expect(page.get_by_role("button", name="Đóng phiên bản")).to_be_visible()
    await settled(page)


async def own_unit_plan(page: Page) -> None:
    await page.get_by_role("link", name="Mở kế hoạch của đơn vị").click()
    await expect(page.get_by_role("heading", name="Diễn biến")).to_be_visible()
    await settled(page)


async def checked_unit_plan(page: Page) -> None:
    await own_unit_plan(page)
    await page.get_by_role("button", name="Kiểm tra và gửi").click()
    await expect(page.get_by_role("heading", name="Kiểm tra trước khi gửi")).to_be_visible()
    await settled(page)


async def consolidated(page: Page) -> None:
    """One report to the province: its first section under the pen, or the whole text."""
    await page.get_by_role("link", name=re.compile("^Báo cáo tổng hợp")).locator("visible=true").first.click()
    await expect(
        page.get_by_role("heading", name="Công tác chỉ đạo").or_(page.get_by_role("button", name="Công tác chỉ đạo")).first
    ).to_be_visible()
    await settled(page)


async def first_unit_plan(page: Page) -> None:
    opener = page.locator("tbody tr a, ul[aria-label] > li a").locator("visible=true")
    await opener.first.click()
    await expect(page.get_by_role("heading", name="Diễn biến")).to_be_visible()
    await settled(page)


UNIT = "26506.officer"
ROOMS = [
    Room(UNIT, "/"),
    Room(UNIT, "/", search, in_english=False),
    Room(UNIT, "/", keys, in_english=False, only_desk=True),
    Room(UNIT, "/", bell, in_english=False),
    Room(UNIT, "/", account, in_english=False),
    Room(UNIT, "/account"),
    Room(UNIT, "/account", factor, in_english=False),
    Room(UNIT, "/overview", in_english=False),
    Room(UNIT, "/reports"),
    Room(UNIT, "/reports/{report}"),
    Room(UNIT, "/reports/{report}", empty_line, in_english=False),
    Room(UNIT, "/reports/{report}", library, in_english=False),
    Room(UNIT, "/reports/{report}", pressing("Lấy từ kỳ trước"), in_english=False, only_desk=True),
    Room("pnv.chuyenvien", "/dispatches", first_row, in_english=False),
    Room("pnv.chuyenvien", "/exports"),
    Room("pnv.chuyenvien", "/attention"),
    Room("pnv.chuyenvien", "/escalation-ladder", changing_the_ladder),
    Room("pnv.chuyenvien", "/attention", pressing("Quy tắc"), in_english=False, only_desk=True),
    Room("pnv.chuyenvien", "/periods", briefing, in_english=False),
    Room("26506.head", "/", in_english=False),
    Room("26506.head", "/reports/{report}/check"),
    Room("26506.head", "/reports/{report}/workbook", in_english=False),
    Room(UNIT, "/plan", in_english=False),
    Room(UNIT, "/plan", first_row, in_english=False),
    Room(UNIT, "/evidence"),
    Room(UNIT, "/evidence", first_row, in_english=False),
    Room(UNIT, "/indicators", in_english=False),
    Room(UNIT, "/history", in_english=False),
    Room("pnv.chuyenvien", "/review"),
    Room("pnv.chuyenvien", "/review?report={sent}"),
    Room("pnv.chuyenvien", "/review?report={sent}", return_form, in_english=False, only_desk=True),
    Room("pnv.chuyenvien", "/review?report={sent}", accepting, in_english=False, only_desk=True),
    Room("pnv.chuyenvien", "/periods"),
    Room("pnv.chuyenvien", "/period-calendar"),
    Room("pnv.chuyenvien", "/report-regime", trying_a_regime),
    Room("pnv.chuyenvien", "/completeness"),
    Room("pnv.chuyenvien", "/periods", pressing("Gia hạn riêng"), in_english=False),
    Room("pnv.chuyenvien", "/periods", pressing("Đôn đốc 5 đơn vị"), in_english=False),
    Room("pnv.chuyenvien", "/urging"),
    Room("ubnd.lanhdao", "/urging?list=leader"),
    Room(UNIT, "/", notice_settings),
    Room("pnv.chuyenvien", "/plan"),
    Room("pnv.chuyenvien", "/plan", annex),
    Room("pnv.chuyenvien", "/plan", rows_of_annex, in_english=False),
    Room("pnv.chuyenvien", "/plan?deadline_state=overdue", first_row, in_english=False),
    Room("pnv.chuyenvien", "/plan?q=khongcogica", nothing_found, in_english=False),
    Room("pnv.chuyenvien", "/plan", pressing("Sửa thông tin"), in_english=False),
    Room("pnv.chuyenvien", "/plan", pressing("Sao sang năm 2025"), in_english=False),
    Room("pnv.chuyenvien", "/plan?view=tasks"),
    Room("pnv.chuyenvien", "/plan?view=tasks", first_row, in_english=False),
    Room("pnv.chuyenvien", "/plan?view=targets", in_english=False),
    Room("pnv.chuyenvien", "/plan?view=low"),
    Room("pnv.chuyenvien", "/plan?view=papers"),
    Room("pnv.chuyenvien", "/plan?view=papers", pressing("Sửa căn cứ"), in_english=False),
    Room("pnv.chuyenvien", "/plan?view=papers", pressing("Sửa nơi nhận"), in_english=False, only_desk=True),
    Room("pnv.chuyenvien", "/plan?view=steps"),
    Room("pnv.chuyenvien", "/plan?view=versions", opened_version, in_english=False),
    Room("pnv.chuyenvien", "/plan?receipt=questioned", first_row, in_english=False),
    Room("pnv.chuyenvien", "/plan?view=versions"),
    Room("ubnd.lanhdao", "/plan?view=amendment"),
    Room("26506.officer", "/plan?view=low", in_english=False),
    Room("26506.officer", "/plan?view=versions", in_english=False),
    Room("pnv.chuyenvien", "/calendar"),
    Room("pnv.chuyenvien", "/calendar?year=2027", editing_the_calendar, in_english=False),
    Room("pnv.chuyenvien", "/extensions"),
    Room("pnv.chuyenvien", "/extensions", first_row, in_english=False),
    Room("ubnd.lanhdao", "/extensions", in_english=False),
    Room("26506.head", "/extensions?view=all", in_english=False),
    Room("pb-tp.officer", "/led", in_english=False),
    Room("pnv.chuyenvien", "/evidence", in_english=False),
    Room("pnv.chuyenvien", "/indicators", published_scores, in_english=False),
    Room("ubnd.lanhdao", "/indicators?edition=2024"),
    Room("ubnd.lanhdao", "/overview"),
    Room("ubnd.lanhdao", "/indicators"),
    Room("ubnd.lanhdao", "/indicators", indicator, in_english=False),
    Room("ubnd.lanhdao", "/history"),
    Room("ubnd.lanhdao", "/review", in_english=False),
    Room("ubnd.lanhdao", "/people", in_english=False),
    Room("mttq.giamsat", "/", in_english=False),
    Room("pnv.chuyenvien", "/unit-plans"),
    Room("pnv.chuyenvien", "/unit-plans", pressing("Gia hạn riêng"), in_english=False),
    Room("pnv.chuyenvien", "/unit-plans?view=items"),
    Room("pnv.chuyenvien", "/unit-plans?standing=late", first_unit_plan, in_english=False),
    Room("pnv.chuyenvien", "/consolidated"),
    Room("pnv.chuyenvien", "/consolidated", pressing("Lập báo cáo tổng hợp"), in_english=False, only_desk=True),
    Room("pnv.chuyenvien", "/consolidated?state=draft", consolidated),
    Room("ubnd.lanhdao", "/consolidated?state=approved", consolidated),
    Room(UNIT, "/activities"),
    Room(UNIT, "/activities", pressing("Ghi hoạt động"), in_english=False),
    Room(UNIT, "/activities?state=held", first_page),
    Room("pnv.chuyenvien", "/activities?view=totals"),
    Room(UNIT, "/unit-plans", own_unit_plan),
    Room("sn-vhtttt.officer", "/unit-plans", own_unit_plan),
    Room("sn-vhtttt.head", "/unit-plans", checked_unit_plan, in_english=False),
    Room("mttq.giamsat", "/reports", in_english=False),
    Room("admin", "/units"),
    Room("admin", "/units", first_row, in_english=False),
    Room("admin", "/units", pressing("Thêm đơn vị"), in_english=False),
    Room("pnv.chuyenvien", "/papers"),
    Room("26506.head", "/letterhead"),
    Room("admin", "/webhooks"),
    Room("admin", "/webhooks", pressing("Thêm webhook"), in_english=False),
    Room("admin", "/webhooks/{hook}"),
    Room("admin", "/reorganisation"),
    Room("26506.head", "/reorganisation", in_english=False),
    Room("admin", "/reorganisation", decision, in_english=False),
    Room("admin", "/reorganisation?show=new"),
    Room("ubnd.lanhdao", "/reorganisation?state=effective", effective_decision, in_english=False),
    Room("admin", "/people"),
    Room("admin", "/people", first_row, in_english=False),
    Room("admin", "/people", pressing("Thêm người dùng"), in_english=False),
    Room("admin", "/people", pressing("Nhập từ tệp"), in_english=False),
    Room("admin", "/history", in_english=False),
    Room("admin", "/delegations", pressing("Ủy quyền"), in_english=False),
    Room("26506.head", "/delegations"),
    Room("admin", "/connections"),
    Room("admin", "/connections", first_row, in_english=False),
    Room("admin", "/connections", pressing("Thêm kết nối"), in_english=False),
    Room("admin", "/connections?view=tokens", in_english=False),
    Room("26506.officer", "/access-tokens"),
    Room("26506.officer", "/access-tokens", pressing("Tạo mã"), in_english=False),
    Room("pnv.chuyenvien", "/access-tokens", pressing("Đổi mã"), in_english=False),
    Room("26506.officer", "/khong-co-trang-nay"),
    Room("26506.officer", "/people", in_english=False),
    *CYCLE_ROOMS,
    *EVIDENCE_ROOMS,
    *INSPECTION_ROOMS,
]
