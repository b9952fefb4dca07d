"""A unit takes its report along as a workbook, a colleague writes on meanwhile, and what comes back overwrites nobody."""

from pathlib import Path

from playwright.async_api import FilePayload, expect

from papi.kit.documents import XLSX
from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.offline import saved_again
from tests.support.people import SignIn, latest_report

HEAD = "26506.head"


async def test_a_filled_workbook_comes_back_beside_a_colleagues_text(open_page: OpenPage, sign_in: SignIn) -> None:
    head = await sign_in(HEAD)
    report = await latest_report(head)
    lines = [line for line in (await head.get(f"/reports/{report['id']}/lines"))["items"] if "edit" in line["allowed_actions"]]
    first, second = lines[:2]
    page = await open_page("/")
    await sign_in_on(page, HEAD)
    await page.goto(f"/reports/{report['id']}")
    await page.get_by_role("button", name="Thao tác khác").click()
    await page.get_by_role("link", name="Điền bằng Excel").click()
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Xuất Excel để điền").click()
    content = Path(await (await download.value).path()).read_bytes()
    filled = {
        (first["id"], "result"): "Ghi trong Excel.",
        (second["id"], "result"): "Cũng ghi trong Excel.",
        (second["id"], "evidence"): "Biên bản chưa tải lên",
    }
    await head.send("PATCH", f"/report-lines/{first['id']}", 200, json={"result": "Ghi trên hệ thống.", "difficulties": "Thiếu loa."})

    file: FilePayload = {"name": "bao-cao.xlsx", "mimeType": XLSX, "buffer": saved_again(content, filled)}
    await page.locator("input[type=file]").first.set_input_files(file)

    await expect(page.get_by_role("status").get_by_text("Còn 1 chỗ cần chọn")).to_be_visible()
    await expect(page.get_by_role("heading", name="1 tài liệu ghi trong tệp chưa có trong kho của đơn vị")).to_be_visible()
    assert await accessibility_violations(page) == []
    store = page.get_by_role("button", name="Ghi 2 dòng")
    await expect(store).to_have_attribute("aria-disabled", "true")
    await page.get_by_label("Giữ nội dung trên hệ thống").focus()
    await page.keyboard.press("ArrowDown")  # the other text
    await page.keyboard.press("ArrowUp")
    await page.get_by_role("button", name="Ghi 1 dòng").press("Enter")

    await expect(page.get_by_text("Đã ghi 1 dòng từ tệp Excel.")).to_be_visible()
    after = {line["id"]: line for line in (await head.get(f"/reports/{report['id']}/lines"))["items"]}
    assert (after[first["id"]]["result"], after[first["id"]]["difficulties"]) == ("Ghi trên hệ thống.", "Thiếu loa.")
    assert after[second["id"]]["result"] == "Cũng ghi trong Excel."
