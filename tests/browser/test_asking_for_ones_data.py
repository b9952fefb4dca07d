"""A citizen asks for a copy of what is held of them: registered, looked for, chosen, given, answered, all by keyboard."""

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.people import SignIn


async def _choose(page: Page, label: str, option: str) -> None:
    await page.get_by_role("combobox", name=label, exact=True).first.focus()
    await page.keyboard.press("Enter")
    for _step in range(4):
        active = page.locator(".ant-select-item-option-active").last
        if await active.inner_text() == option:
            break
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")


async def test_a_request_is_registered_found_chosen_and_answered(open_page: OpenPage, sign_in: SignIn) -> None:
    head = await sign_in("26506.head")
    title = next(row["title"] for row in (await head.get("/evidence?limit=50"))["items"] if not row["contains_personal_data"])
    page = await open_page("/")
    await sign_in_on(page, "26506.head")
    await page.goto("/subject-requests")
    await page.get_by_role("button", name="Ghi yêu cầu mới").press("Enter")
    dialog = page.get_by_role("dialog", name="Ghi yêu cầu mới")
    await expect(dialog.get_by_text("356/2025/NĐ-CP")).to_be_visible()
    assert await accessibility_violations(page) == []
    # without a name nothing is sent; a wrong number is told beside its field
    await dialog.get_by_role("button", name="Ghi vào sổ").press("Enter")
    await dialog.get_by_label("Họ và tên người yêu cầu").fill(title)
    await dialog.get_by_label("Số điện thoại").fill("12a")
    await dialog.get_by_role("button", name="Ghi vào sổ").press("Enter")
    await expect(dialog.get_by_text("Cần từ 8 đến 15 chữ số.").first).to_be_visible()
    await dialog.get_by_label("Số điện thoại").fill("")
    await dialog.get_by_role("button", name="Ghi vào sổ").press("Enter")
    await expect(dialog).to_have_count(0)

    await page.get_by_role("row").filter(has_text=title).get_by_role("link").first.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Yêu cầu số")
    await expect(page.get_by_text("Họ tên trong tên tài liệu").first).to_be_visible()
    assert await accessibility_violations(page) == []
    await _choose(page, f"Cung cấp “{title}” thế nào", "Bản gốc")
    await expect(page.get_by_role("button", name="Tải gói trả lời (1 tài liệu)")).to_be_visible()
    async with page.expect_download() as begun:
        await page.get_by_role("button", name="Tải gói trả lời (1 tài liệu)").press("Enter")
    assert (await begun.value).suggested_filename.startswith("Minh chứng trả lời yêu cầu số")

    await page.get_by_role("button", name="Ghi đã trả lời").press("Enter")
    ending = page.get_by_role("dialog", name="Ghi đã trả lời")
    await ending.get_by_label("Đã trả lời thế nào").fill("Đã giao bản sao tại bộ phận một cửa.")
    await ending.get_by_role("button", name="Ghi đã trả lời").press("Enter")
    await expect(ending).to_have_count(0)
    await expect(page.get_by_text("Đã giao bản sao tại bộ phận một cửa.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Tài liệu có nhắc đến người yêu cầu")).to_have_count(0)


async def test_who_is_not_concerned_sees_no_register(open_page: OpenPage) -> None:
    page = await open_page("/")
    await sign_in_on(page, "26506.officer")
    await expect(page.get_by_role("link", name="Tài liệu", exact=True).first).to_be_visible()
    await expect(page.get_by_role("link", name="Chủ thể dữ liệu")).to_have_count(0)
    await page.goto("/subject-requests")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_role("button", name="Ghi yêu cầu mới")).to_have_count(0)
    await expect(page.get_by_role("row")).to_have_count(0)
