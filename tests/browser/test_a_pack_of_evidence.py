"""Phòng Nội vụ takes a period's proof along: told beforehand what is in the pack, drawn by the browser itself, verified by the command."""

import re
import zipfile
from pathlib import Path

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.people import SignIn
from tests.support.servers import Server
from tests.support.terminal import papi

COORDINATOR = "pnv.chuyenvien"
OPEN = "Tải gói minh chứng (ZIP)"


async def drawn(page: Page, folder: Path) -> Path:
    """Read what the pack holds, then download it."""
    dialog = page.get_by_role("dialog", name="Gói minh chứng")
    await expect(dialog.get_by_role("status")).to_contain_text(re.compile(r"Gói gồm [0-9.]+ tệp"))
    async with page.expect_download() as downloading:
        await dialog.get_by_role("button", name="Tải về").press("Enter")
    download = await downloading.value
    path = folder / download.suggested_filename
    await download.save_as(path)
    await expect(dialog).to_be_hidden()
    return path


async def test_a_period_is_taken_along_and_verified(open_page: OpenPage, sign_in: SignIn, server: Server, tmp_path: Path) -> None:
    periods = (await (await sign_in(COORDINATOR)).get("/periods?limit=50"))["items"]
    quarter = next(period["id"] for period in periods if period["code"] == "2024Q3")
    page = await open_page("/")
    await sign_in_on(page, COORDINATOR)
    await page.goto(f"/periods?period={quarter}")
    await page.get_by_role("button", name=OPEN).press("Enter")
    await expect(page.get_by_role("dialog", name="Gói minh chứng")).to_be_visible()
    assert await accessibility_violations(page) == []
    path = await drawn(page, tmp_path)

    keys = tmp_path / "keys.json"
    keys.write_bytes(await (await page.request.get("/.well-known/papi-seal-keys.json")).body())
    verified = await papi(server.installation, "pack", "verify", str(path), "--key", str(keys))

    assert path.name.startswith("Minh chứng Báo cáo")
    assert (verified.returncode, "NGUYÊN VẸN" in verified.stdout) == (0, True), verified.stdout
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[:3] == ["manifest.json", "manifest.seal.json", "MUC_LUC.xlsx"]
        assert len(archive.namelist()) > 10


async def test_a_ward_draws_its_library_and_what_it_chose_on_a_phone(open_page: OpenPage, sign_in: SignIn, tmp_path: Path) -> None:
    documents = (await (await sign_in("26506.officer")).get("/evidence?limit=50"))["items"]
    plain = next(document["title"] for document in documents if not document["contains_personal_data"])
    page = await open_page("/", phone=True)
    await sign_in_on(page, "26506.officer")
    await page.goto("/evidence")
    await page.get_by_role("button", name=OPEN).click()
    whole = await drawn(page, tmp_path)
    await page.get_by_role("checkbox", name="Chọn tất cả trên trang này").check()
    await expect(page.get_by_text(f"Đã chọn {len(documents)} tài liệu")).to_be_visible()
    await page.get_by_role("button", name="Bỏ chọn").click()
    await page.get_by_role("checkbox", name=f"Chọn {plain}").first.check()
    await page.get_by_role("button", name="Tải gói 1 tài liệu đã chọn (ZIP)").click()
    one = await drawn(page, tmp_path)

    with zipfile.ZipFile(one) as archive, zipfile.ZipFile(whole) as all_of_it:
        assert len(archive.namelist()) == 4
        assert len(all_of_it.namelist()) > 4
