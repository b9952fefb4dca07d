"""One decision splits a ward, renames a branch and dissolves a division; who and what goes where is chosen, and everybody finds it."""

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.deciding import decided, typed, without_the_rehearsal

TODAY = "17/9/2024"
BRANCH = "Chi nhánh Văn phòng đăng ký đất đai"


async def _named(place: Locator, name: str, code: str | None = None) -> None:
    await place.get_by_label("Tên đầy đủ").fill(f"UBND {name[:1].lower()}{name[1:]}" if code else name)
    await place.get_by_label("Tên ngắn").fill(name)
    if code is not None:
        await place.get_by_label("Mã", exact=True).fill(code)


async def _part(page: Page, number: int, kind: str, unit: str) -> Locator:
    part = page.get_by_role("region", name=f"Phần {number}")
    await part.get_by_label("Hình thức").click()
    await page.locator(".ant-select-dropdown:visible").get_by_title(kind, exact=True).click()
    before = part.get_by_role("group", name="Đơn vị trước sắp xếp")
    await before.get_by_role("searchbox").fill(unit)
    await before.get_by_role("checkbox", name=unit).first.check()
    return part


async def _written(page: Page) -> None:
    await page.get_by_role("button", name="Lập phương án sắp xếp").click()
    await page.get_by_label("Quyết định", exact=True).fill("Chia, đổi tên và giải thể")
    await page.get_by_label("Căn cứ pháp lý").fill("Nghị quyết của HĐND tỉnh")
    await typed(page, page.get_by_label("Ngày hiệu lực"), TODAY)
    ward = await _part(page, 1, "Chia tách", "Phường 1")
    for place, name in enumerate(("Phường Bắc", "Phường Nam"), start=1):
        await _named(ward.get_by_role("group", name=f"Đơn vị sau sắp xếp {place}"), name, f"MOI-{place}")
    await page.get_by_role("button", name="Thêm phần").click()
    branch = await _part(page, 2, "Đổi tên", BRANCH)
    await _named(branch.get_by_role("group", name="Đơn vị kế thừa"), "Chi nhánh Đăng ký đất đai")
    await page.get_by_role("button", name="Thêm phần").click()
    division = await _part(page, 3, "Giải thể", "Phòng Kinh tế")
    await division.get_by_role("checkbox", name="Có đơn vị kế thừa").uncheck()


async def _chosen_by_keyboard(page: Page) -> None:
    """The head goes to the second ward, with two pieces of work found by a few letters."""
    split = page.get_by_role("region", name="Chia nhiệm vụ và người của Phường 1")
    await split.get_by_role("searchbox").focus()
    await page.keyboard.type("lanh dao don vi")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await expect(split.get_by_text("Phường Nam: 1 mục")).to_be_visible()
    await split.get_by_role("searchbox").fill("tuyen truyen")
    moved = await split.get_by_role("listitem").filter(has=page.get_by_role("combobox")).count()
    await split.get_by_role("combobox", name=f"Chuyển {moved} mục đang hiện đến…").select_option("Phường Nam")
    await expect(split.get_by_text(f"Phường Nam: {moved + 1} mục")).to_be_visible()
    await expect(page.get_by_role("button", name="Ghi quyết định")).to_have_count(0)
    assert await accessibility_violations(page) == []
    await page.get_by_role("button", name="Xem trước lại").press("Enter")
    moves = page.get_by_role("table", name="Những gì được chuyển")
    await expect(moves.get_by_role("row").filter(has_text="Phường Nam")).to_contain_text(f"Nhiệm vụ: {moved}")


async def test_a_split_a_renaming_and_an_end_without_heir_take_effect_as_they_were_chosen(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await sign_in_on(page, "admin")
    await without_the_rehearsal(page)
    await _written(page)
    await page.get_by_role("button", name="Xem trước").click()
    await expect(page.get_by_text("Có đơn vị kết thúc mà không có đơn vị kế thừa")).to_be_visible()
    await _chosen_by_keyboard(page)
    await decided(page, TODAY, TODAY)
    await expect(page.get_by_text("Đã có hiệu lực").first).to_be_visible()
    await page.get_by_label("Tìm trong bảng").fill("lanh dao don vi")
    trace = page.get_by_role("table", name="Dấu vết từng mục").get_by_role("row")
    await expect(trace.filter(has_text="Lãnh đạo đơn vị").filter(has_text="Phường Nam")).to_have_count(1)

    await page.goto("/units")
    rows = page.get_by_role("table").get_by_role("row")
    for told, there in (("MOI-1", 1), ("MOI-2", 1), ("Chi nhánh Đăng ký đất đai", 1), ("PB-KT", 0), ("26506", 0)):
        await expect(rows.filter(has_text=told)).to_have_count(there)
    head = await open_page("/sign-in")
    await sign_in_on(head, "26506.head")
    await expect(head.get_by_role("banner")).to_contain_text("Phường Nam")
