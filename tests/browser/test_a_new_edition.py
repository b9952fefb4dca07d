"""The year's workbook is stored, and the tree of its edition shows the names that it brought, beside the plan's own edition."""

from playwright.async_api import FilePayload, expect

from papi.kit.documents import XLSX
from tests.support.browser import OpenPage, sign_in_on
from tests.support.official import with_scale


async def test_a_stored_workbook_is_seen_in_the_tree_of_its_edition(open_page: OpenPage) -> None:
    page = await open_page("/sign-in")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto("/indicators")
    tree = page.get_by_role("tree")
    await expect(page.get_by_title("Năm 2023")).to_be_visible()
    book = with_scale(2024)
    await page.get_by_role("button", name="Nhập điểm công bố").click()
    dialog = page.get_by_role("dialog", name="Nhập điểm công bố")
    chosen: FilePayload = {"name": book.file_name, "mimeType": XLSX, "buffer": book.content()}
    await dialog.locator("input[type=file]").set_input_files(chosen)
    await dialog.get_by_role("button", name="Ghi nhận").click()
    await expect(dialog.get_by_text("tên chính thức.")).to_be_visible()
    await dialog.get_by_role("button", name="Xem bộ chỉ số năm 2024").click()

    await expect(page.get_by_title("Năm 2024")).to_be_visible()
    await expect(tree.get_by_role("treeitem", name="Tên chính thức 1", exact=False).first).to_be_visible()
    await page.get_by_role("searchbox", name="Tìm chỉ số, chỉ tiêu").fill("Tên chính thức 1.1")
    await tree.get_by_role("treeitem", name="1.1 Tên chính thức 1.1").click()
    await expect(page.get_by_role("heading", name="Tên chính thức 1.1")).to_be_visible()
    await expect(page.get_by_role("heading", name="Điểm qua các năm, Bà Rịa")).to_be_visible()
    await expect(page.get_by_role("note")).to_contain_text("Mục tiêu và nhiệm vụ của kế hoạch năm 2024 theo bộ chỉ số năm 2023.")

    await page.get_by_role("note").get_by_role("button", name="Bộ chỉ số năm 2023").click()
    await expect(tree.get_by_text("Tên chính thức")).to_have_count(0)
    await expect(page.get_by_role("heading", name="Nhiệm vụ")).to_be_visible()
