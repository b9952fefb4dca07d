"""No typed word and no photo is lost: two people on one line, two tabs, a session that ends, a network that is away, a sign-out."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.people import PHOTO, Script, SignIn, latest_report
from tests.support.servers import DEMO_PASSWORD, Demo, Server, served

WORDS = "Đã tổ chức 03 buổi đối thoại, 186 lượt người dự."


@pytest.fixture(scope="module")
async def server(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """One for all tests here: each takes a line that nobody has written yet."""
    async with demo.installed(tmp_path_factory.mktemp("shared")) as installation, served(installation) as running:
        yield running


async def _empty_line(script: Script) -> dict[str, Any]:
    report = await latest_report(script)
    lines = (await script.get(f"/reports/{report['id']}/lines"))["items"]
    return next(line for line in lines if line["result"] == "" and line["evidence"] == [])


async def _at_line(page: Page, line: dict[str, Any], username: str = "26506.officer") -> None:
    await sign_in_on(page, username)
    await page.goto(f"/reports/{line['report_id']}?line={line['id']}")
    await expect(page.get_by_label("Kết quả thực hiện")).to_be_visible()


async def _no_way_for_saves(route: Route) -> None:
    if route.request.method == "PATCH":
        await route.abort("connectionfailed")
    else:
        await route.continue_()


async def _says(page: Page, words: str) -> None:
    await expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


async def _kept_on_device(page: Page) -> list[str]:
    """The copies of unsent text on this device."""
    return list(await page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('papi.drafts'))"))


async def test_two_officers_on_one_line_see_both_texts_and_choose(open_page: OpenPage, sign_in: SignIn) -> None:
    head = await sign_in("26506.head")
    line = await _empty_line(head)
    page = await open_page("/")
    await _at_line(page, line)

    tag = {"If-Match": f'"v{line["version"]}"'}
    await head.send("PATCH", f"/report-lines/{line['id']}", json={"result": "Bản của lãnh đạo."}, headers=tag)
    await page.get_by_label("Kết quả thực hiện").fill(WORDS)
    await page.get_by_role("button", name="Đối chiếu").first.click()
    compared = page.get_by_role("dialog")
    await expect(compared.get_by_text("Bản của lãnh đạo.").first).to_be_visible()
    await expect(compared.get_by_text(WORDS).first).to_be_visible()
    assert (await head.get(f"/report-lines/{line['id']}"))["result"] == "Bản của lãnh đạo."

    await compared.get_by_role("button", name="Giữ bản của tôi").click()
    await _says(page, "Đã lưu lúc")
    assert (await head.get(f"/report-lines/{line['id']}"))["result"] == WORDS


async def test_two_tabs_of_one_person_do_not_lose_each_others_words(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.officer")
    line = await _empty_line(script)
    first = await open_page("/")
    await _at_line(first, line)
    second = await first.context.new_page()
    await second.goto(first.url)
    await expect(second.get_by_label("Kết quả thực hiện")).to_be_visible()

    await first.get_by_label("Kết quả thực hiện").fill(WORDS)
    await _says(first, "Đã lưu lúc")
    await second.get_by_label(re.compile("Khó khăn, vướng mắc")).fill("Thiếu kinh phí.")
    await _says(second, "Đã lưu lúc")

    now = await script.get(f"/report-lines/{line['id']}")
    assert (now["result"], now["difficulties"]) == (WORDS, "Thiếu kinh phí.")
    await expect(second.get_by_label("Kết quả thực hiện")).to_have_value(WORDS)


async def test_a_session_that_ends_while_typing_takes_no_word_along(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.officer")
    line = await _empty_line(script)
    page = await open_page("/")
    await _at_line(page, line)
    field = page.get_by_label("Kết quả thực hiện")
    await field.press_sequentially(WORDS[:20])
    for session in (await script.get("/me/sessions"))["items"]:
        if not session["current"]:
            await script.client.delete(f"/api/v1/me/sessions/{session['id']}")
    await field.press_sequentially(WORDS[20:])

    again = page.get_by_role("dialog", name="Đăng nhập lại để tiếp tục")
    await again.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    await again.get_by_role("button", name="Đăng nhập").click()
    await expect(again).to_have_count(0)
    await expect(field).to_have_value(WORDS)
    await _says(page, "Đã lưu lúc")
    assert (await script.get(f"/report-lines/{line['id']}"))["result"] == WORDS


async def test_words_typed_without_network_wait_on_the_device_and_go_by_themselves(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.officer")
    line = await _empty_line(script)
    page = await open_page("/")
    await _at_line(page, line)
    await page.context.set_offline(True)
    await page.get_by_label("Kết quả thực hiện").fill(WORDS)
    await _says(page, "Chưa gửi được, đã giữ trên máy này")
    assert len(await _kept_on_device(page)) == 1

    await page.context.set_offline(False)
    await _says(page, "Đã lưu lúc")
    assert (await script.get(f"/report-lines/{line['id']}"))["result"] == WORDS
    assert await _kept_on_device(page) == []


async def test_signing_out_asks_about_unsent_words_and_leaves_nothing_on_the_device(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.officer")
    line = await _empty_line(script)
    page = await open_page("/")
    await _at_line(page, line)
    await page.route(
        "**/api/v1/report-lines/*", lambda route: route.abort("connectionfailed") if route.request.method == "PATCH" else route.continue_()
    )
    await page.get_by_label("Kết quả thực hiện").fill(WORDS)
    await _says(page, "Chưa gửi được, đã giữ trên máy này")

    await page.get_by_role("button", name="Tài khoản").click()
    await page.get_by_role("button", name="Đăng xuất").click()
    asked = page.get_by_role("dialog", name="Còn nội dung chưa gửi")
    await asked.get_by_role("button", name="Ở lại").click()
    await expect(page.get_by_label("Kết quả thực hiện")).to_have_value(WORDS)
    assert len(await _kept_on_device(page)) == 1

    await page.get_by_role("button", name="Tài khoản").click()
    await page.get_by_role("button", name="Đăng xuất").click()
    await asked.get_by_role("button", name="Đăng xuất, bỏ các mục chưa gửi").click()
    await page.wait_for_url("**/sign-in*")
    assert await _kept_on_device(page) == []
    assert WORDS not in await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")


async def test_a_photo_taken_without_network_goes_by_itself_later(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.officer")
    line = await _empty_line(script)
    page = await open_page("/", phone=True)
    await _at_line(page, line)
    await page.context.set_offline(True)
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="Chụp ảnh").click()
    await (await choosing.value).set_files(PHOTO)
    await expect(page.get_by_text("chờ mạng").first).to_be_visible()
    assert (await script.get(f"/report-lines/{line['id']}"))["evidence"] == []

    await page.context.set_offline(False)
    await expect(page.get_by_role("button", name="photo")).to_be_visible()
    assert [document["title"] for document in (await script.get(f"/report-lines/{line['id']}"))["evidence"]] == ["photo"]
