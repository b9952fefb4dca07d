"""A second factor is set up, asked for and asked for again after the identity provider; without the mouse where one types."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.support.authenticators import Authenticator
from tests.support.browser import OpenPage, sign_in_on
from tests.support.gallery import settled
from tests.support.identity_provider import CLIENT_ID, SECRET, started
from tests.support.processes import free_port
from tests.support.servers import DEMO_PASSWORD, Demo, Server, served

OFFICER = "26506.officer"


@pytest.fixture
async def server(demo: Demo, tmp_path: Path) -> AsyncIterator[Server]:
    """A server with an identity provider beside it."""
    port = free_port()
    provider = started(f"http://127.0.0.1:{port}", accounts={"canbo": {"preferred_username": OFFICER}})
    settings = {
        "PAPI_OIDC_ISSUER": provider.issuer,
        "PAPI_OIDC_CLIENT_ID": CLIENT_ID,
        "PAPI_OIDC_CLIENT_SECRET": SECRET,
        "PAPI_OIDC_LINK_BY": "username",
    }
    try:
        async with demo.installed(tmp_path / "installation", **settings) as made, served(made, port=port) as running:
            yield replace(running, beside=(provider.issuer,))
    finally:
        provider.stop()


async def test_an_officer_sets_a_second_factor_up_and_comes_by_password_and_by_the_provider(open_page: OpenPage) -> None:
    page = await open_page("/")
    await sign_in_on(page, OFFICER)
    await page.get_by_role("button", name="Tài khoản:").click()
    await page.get_by_role("link", name="Tài khoản của tôi").click()
    await page.get_by_role("button", name="Thiết lập").click()
    await page.keyboard.type(DEMO_PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("img", name="Mã QR để quét bằng ứng dụng xác thực")).to_be_visible()
    shown = await page.locator("form code").inner_text()
    phone = Authenticator(shown.replace(" ", ""), [])
    await expect(page.get_by_label("Mã 6 số ứng dụng đang hiện")).to_be_focused()
    await page.keyboard.type(phone.code(-1))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("list", name="Mã dự phòng").get_by_role("listitem")).to_have_count(10)
    await page.get_by_role("button", name="Đã giữ mã, tiếp tục").click()
    await expect(page.get_by_text("Còn 10 mã dự phòng chưa dùng.")).to_be_visible()

    await page.get_by_role("button", name="Tài khoản:").click()
    await page.get_by_role("button", name="Đăng xuất").click()
    await expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    await page.get_by_label("Tên đăng nhập").fill(OFFICER)
    await page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Mã xác thực một lần")).to_be_focused()
    await page.keyboard.type("000000")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("Mã xác thực không đúng, đã dùng hoặc đã hết hạn. Chờ mã mới rồi nhập lại.")
    await page.get_by_label("Mã xác thực một lần").fill(phone.code())
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Tài khoản:")).to_be_visible()

    await page.get_by_role("button", name="Tài khoản:").click()
    await page.get_by_role("button", name="Đăng xuất").click()
    await expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    await page.goto(f"{page.url.partition('/sign-in')[0]}/indicators")
    await page.get_by_role("button", name="Đăng nhập bằng tài khoản của tỉnh").click()
    await page.get_by_label("Tài khoản", exact=True).fill("canbo")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Mã xác thực một lần")).to_be_focused()
    await page.keyboard.type(phone.code(1))
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{page.url.partition('/sign-in')[0]}/indicators")
    await settled(page)
    await page.get_by_role("button", name="Tài khoản:").click()
    await page.get_by_role("link", name="Tài khoản của tôi").click()
    await expect(page.get_by_text(f"{OFFICER}, 127.0.0.1")).to_be_visible()
    await page.get_by_role("button", name="Tài khoản:").click()
    await page.get_by_role("button", name="Đăng xuất").click()
    await expect(page.get_by_role("link", name="Đăng xuất ở hệ thống tài khoản")).to_be_visible()
