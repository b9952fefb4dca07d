"""Every table: sorted by its head, searched without diacritics, its filters in the address and still there after Back, and the XLSX file
is the filtered list."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.support.gallery import ReaderOf, Visit, settled
from tests.support.people import Script
from tests.support.trespass import sheet_of


@dataclass(frozen=True)
class Table:
    """`search` is typed without diacritics; `sorted_by` is a column's head, which the server calls `order`; `cells` are what a row of the
    file must hold."""

    username: str
    path: str
    source: str
    search: str
    cells: Callable[[Any], tuple[str, ...]]
    sorted_by: str | None = None
    order: str | None = None

    def __str__(self) -> str:
        return self.path.strip("/")


TABLES = [
    Table(
        "pnv.chuyenvien",
        "/plan",
        "/assignments",
        "doi thoai",
        lambda row: (row["task"]["title"], row["unit"]["name"]),
        "Thời hạn",
        "due_on",
    ),
    Table(
        "mttq.giamsat", "/reports", "/reports", "phuong", lambda row: (row["unit"]["name"], row["period"]["title"]), "Thời hạn", "due_at"
    ),
    Table("pnv.chuyenvien", "/evidence", "/evidence", "bien ban", lambda row: (row["title"],), "Tài liệu", "title"),
    Table("admin", "/units", "/units", "phuong", lambda row: (row["code"], row["name"]), "Mã", "code"),
    Table("admin", "/people", "/users", "tran", lambda row: (row["username"], row["full_name"]), "Họ và tên", "full_name"),
    Table("ubnd.lanhdao", "/history", "/history", "quy iii", lambda row: (row["person"], row["text"])),
]


async def _all(reader: Script, source: str, **query: str) -> list[Any]:
    """The whole filtered list, page after page."""
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        place = {"cursor": cursor} if cursor else {}
        page = await reader.get(source, params={**query, **place, "limit": "200"})
        found += page["items"]
        cursor = page["next_cursor"]
    return found


async def _search(page: Page, text: str) -> None:
    # the rows of before stay until the answer is there
    async with page.expect_response(lambda answer: "q=" in answer.url):
        await page.get_by_role("searchbox", name="Tìm trong bảng").fill(text)
    await page.wait_for_url(lambda url: "q=" in url)
    await settled(page)


async def _sort(page: Page, table: Table) -> None:
    # the rows of the order before stay until the answer is there
    async with page.expect_response(lambda answer: f"sort={table.order}" in answer.url):
        await page.get_by_role("columnheader", name=table.sorted_by).first.click()
    await page.wait_for_url(lambda url: f"sort={table.order}" in url)
    await settled(page)


async def _exported(page: Page) -> list[list[Any]]:
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="Xuất XLSX").click()
    return sheet_of(Path(await (await downloading.value).path()).read_bytes())


@pytest.mark.parametrize("table", TABLES, ids=str)
async def test_a_table_is_searched_sorted_and_taken_along(visit: Visit, reader_of: ReaderOf, table: Table) -> None:
    reader = await reader_of(table.username)
    order = {"sort": table.order} if table.order else {}
    listed = await _all(reader, table.source, q=table.search, **order)
    assert 0 < len(listed) < len(await _all(reader, table.source))
    page = await visit(table.username, table.path)
    main = page.get_by_role("main")
    await _search(page, table.search)
    await expect(main).to_contain_text(re.compile(rf"1–{min(50, len(listed))}(\D|$)"))
    if table.sorted_by is not None:
        await _sort(page, table)
    await expect(page.get_by_role("row").nth(1)).to_contain_text(table.cells(listed[0])[0])

    sheet = await _exported(page)
    assert len(sheet) == len(listed) + 1, "one row for the heads, one for each thing of the filtered list"
    for row, item in zip(sheet[1:], listed, strict=True):
        cells = [str(cell).casefold() for cell in row]
        assert all(wanted.casefold() in cells for wanted in table.cells(item)), (row, table.cells(item))

    # what a page says besides its list comes later, and is there by now
    address, shown = page.url, await main.inner_text()
    await page.goto("/indicators")
    await settled(page)
    await page.go_back()
    await settled(page)
    assert page.url == address
    await expect(page.get_by_role("searchbox", name="Tìm trong bảng")).to_have_value(table.search)
    await expect(main).to_have_text(shown, use_inner_text=True)

    await page.get_by_role("button", name="Xóa bộ lọc").click()
    await page.wait_for_url(lambda url: "q=" not in url)


async def test_the_board_is_searched_and_taken_along(visit: Visit, reader_of: ReaderOf) -> None:
    page = await visit("pnv.chuyenvien", "/periods")
    await page.get_by_role("button", name="Chưa gửi, quá hạn").first.click()
    await page.wait_for_url(lambda url: "standing=missing" in url)
    await settled(page)
    reader = await reader_of("pnv.chuyenvien")
    period = (await reader.get("/periods?kind=quarter_3"))["items"][0]["id"]
    rows = (await reader.get(f"/periods/{period}/completeness"))["items"]
    missing = [row["unit"]["name"] for row in rows if row["standing"] == "missing"]
    assert [row[0] for row in (await _exported(page))[1:]] == missing
    shown = await page.locator("main").inner_text()
    assert all(name in shown for name in missing)


async def test_pages_of_a_long_table_follow_each_other_and_back(visit: Visit) -> None:
    page = await visit("pnv.chuyenvien", "/plan")
    await expect(page.get_by_text("1–50 trong")).to_be_visible()
    await page.get_by_role("button", name="Trang sau").click()
    await expect(page.get_by_text("51–100 trong")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("51–100 trong")).to_be_visible()
    await page.get_by_role("button", name="Về trang đầu").click()
    await expect(page.get_by_text("1–50 trong")).to_be_visible()


async def test_a_filter_chosen_from_a_list_is_typed_without_diacritics(visit: Visit) -> None:
    page = await visit("pnv.chuyenvien", "/plan")
    await page.get_by_role("combobox", name="Đơn vị", exact=True).fill("long son")
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: "unit=" in url)
    await expect(page.get_by_role("row").nth(1)).to_contain_text("Xã Long Sơn")
    await expect(page.get_by_role("row").nth(20)).to_contain_text("Xã Long Sơn")
