"""Debian's Chromium, driven as a person drives it. What goes wrong behind the page's back fails the test too."""

import os
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, ViewportSize, async_playwright, expect

from tests.support.servers import DEMO_PASSWORD, Server

# The shell without windows takes three quarters of the processor time; where it is not installed, the whole browser will do.
_INSTALLED = [path for path in ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium") if Path(path).exists()]
CHROMIUM = os.environ.get("PAPI_TEST_CHROMIUM") or next(iter(_INSTALLED), "/usr/bin/chromium")
ADVICE = f"The browser tests need Chromium, and {CHROMIUM} is missing. Install it with: sudo apt-get install chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "build" / "browser"
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}
TIMEOUT = 20_000
# The browser writes a line for every answer of 400 and above, and where a test has cut the network; the pages show those in words.
ANSWERS = re.compile(
    r"Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_(CONNECTION_FAILED|INTERNET_DISCONNECTED))"
)

OpenPage = Callable[..., Awaitable[Page]]

expect.set_options(timeout=TIMEOUT)


@asynccontextmanager
async def launched() -> AsyncGenerator[Browser]:
    """Debian's Chromium, ended with the block."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.exit(ADVICE, returncode=3)
    async with launched() as browser:
        yield browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture
async def open_page(chromium: Browser, server: Server, request: pytest.FixtureRequest) -> AsyncIterator[OpenPage]:
    """Opens pages of the server, each in a browser profile of its own: `await open_page("/", phone=True)`."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def open_one(path: str = "/", *, phone: bool = False, **options: Any) -> Page:
        page = await new_page(chromium, server, phone=phone, **options)
        contexts.append(page.context)
        listen(page, server, complaints)
        await page.goto(path)
        return page

    yield open_one

    if request.node.stash.get(FAILED, False):
        await _take_pictures(contexts, request.node.name)
    for context in contexts:
        await context.close()
    assert complaints == []


async def new_page(chromium: Browser, server: Server, *, phone: bool = False, **options: Any) -> Page:
    """A page in a browser profile of its own, as wide as an office PC or as a phone."""
    context = await chromium.new_context(
        base_url=server.url,
        viewport=PHONE if phone else DESK,
        has_touch=phone,
        is_mobile=phone,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        accept_downloads=True,
        **options,
    )
    context.set_default_timeout(TIMEOUT)
    return await context.new_page()


async def whole_menu(page: Page) -> Locator:
    """The menu of a desk, with what stands behind its last word."""
    menu = page.get_by_role("navigation", name="Mục chính").first
    await expect(menu.get_by_role("link").first).to_be_visible()
    more = menu.get_by_role("button", name="Mục khác")
    if await more.count() and await more.get_attribute("aria-expanded") == "false":
        await more.click()
    return menu


async def sign_in_on(page: Page, username: str, *, password: str = DEMO_PASSWORD) -> None:
    """Type name and password, as a person does; ends on the person's first page."""
    await page.get_by_label("Tên đăng nhập").fill(username)
    await page.get_by_label("Mật khẩu", exact=True).fill(password)
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: "sign-in" not in url)


async def choose(place: Page | Locator, label: str, *options: str) -> None:
    """Options of a field, on the page or within a part of it: by typing where it is searched so, else by the arrows."""
    page = place if isinstance(place, Page) else place.page
    field = place.get_by_role("combobox", name=re.compile(f"^{re.escape(label)}"))
    box = field.locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' ant-select ')][1]")
    offered = page.locator(".ant-select-dropdown:visible")
    for option in options:
        await field.click()
        await (field.fill(option) if await field.is_editable() else _go_down_to(offered, option))
        # the list is drawn anew while one types, so that a click may meet the one before; the key takes what is marked
        await expect(offered.locator(".ant-select-item-option-active")).to_contain_text(option)
        await page.keyboard.press("Enter")
        await expect(box).to_contain_text(option)
    dialog = page.get_by_role("dialog")
    await (dialog.first.click(position={"x": 20, "y": 20}) if await dialog.count() else page.keyboard.press("Escape"))
    await expect(offered).to_have_count(0)


async def _go_down_to(offered: Locator, option: str) -> None:
    choices = offered.locator(".ant-select-item-option")
    await expect(choices.filter(has_text=option)).to_be_visible()
    for _ in range(await choices.count()):
        if option in await offered.locator(".ant-select-item-option-active").inner_text():
            return
        await offered.page.keyboard.press("ArrowDown")


def listen(page: Page, server: Server, complaints: list[str]) -> None:
    """An uncaught error, a breach of the content security policy or a call to a foreign host is a defect."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not ANSWERS.match(message.text):
            complaints.append(f"{page.url}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((server.url, *server.beside, "data:", "blob:")):
            complaints.append(f"{page.url} asked for {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))


async def _take_pictures(contexts: list[BrowserContext], test: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        name = re.sub(r"[^\w.-]+", "_", test)
        await page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)


async def accessibility_violations(page: Page, *, contrast: bool = True) -> list[str]:
    """What axe finds to be serious or critical on the page as it stands, one line each; of a long table the first rows and each fifth.
    `contrast` costs two thirds of it: who has asked for the same page at another width need not ask again.

    The script goes in through the debugging protocol: the page's own policy admits no foreign script. It need not fetch the style
    sheets once more (`preload`): only a rule that is off by default reads them. Nor need it follow rules whose breach is always called
    minor or moderate: whatever breaks a rule has the rule's own impact.
    """
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate(
        """async (contrast) => {
            // colours on their way to others are neither
            const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
            await Promise.allSettled(ending.map((one) => one.finished));
            const asked = axe._audit.rules.filter((rule) => rule.enabled && !['minor', 'moderate'].includes(rule.impact)
                && (contrast || rule.id !== 'color-contrast'));
            const runOnly = asked.map((rule) => rule.id);
            const context = { exclude: ['tbody tr:nth-child(n+9):not(:nth-child(5n))'] };
            return (await axe.run(context, { runOnly, resultTypes: ['violations'], preload: false })).violations
                .filter((violation) => ['serious', 'critical'].includes(violation.impact))
                .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target).slice(0, 5).join(' · ')}`);
        }""",
        contrast,
    )
    return list(found)
