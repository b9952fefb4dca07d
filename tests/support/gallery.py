"""The demo's pages for looking at: one server, and a browser profile for each person and width, shared by tests that change nothing."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest
from playwright.async_api import Browser, Page, expect

from papi.access.tokens import LIFETIME
from tests.support.browser import DESK, FAILED, PHONE, PICTURES, listen, new_page, sign_in_on
from tests.support.people import Script, script_of
from tests.support.servers import Demo, Server, served

Visit = Callable[..., Awaitable[Page]]
ON = LIFETIME.total_seconds() / 3
_NOWHERE = "/khong-co-trang-nay"
_NOWHERE_SAID = re.compile("Không tìm thấy trang|Page not found")
ReaderOf = Callable[[str], Awaitable[Script]]


@pytest.fixture(scope="session")
async def gallery(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """The demo on its first morning. Whoever changes something in it spoils it for the others."""
    async with demo.installed(tmp_path_factory.mktemp("gallery")) as installation, served(installation) as running:
        yield running


@dataclass
class _Profiles:
    """One signed-in browser profile for each person, width and language, each with one page that goes from test to test."""

    pages: dict[tuple[str, bool, bool], Page] = field(default_factory=dict[tuple[str, bool, bool], Page])
    complaints: list[str] = field(default_factory=list[str])

    async def page(self, chromium: Browser, server: Server, username: str, *, phone: bool, english: bool) -> Page:
        key = (username, phone, english)
        if key not in self.pages:
            page = await new_page(chromium, server, phone=phone)
            listen(page, server, self.complaints)
            await page.goto("/sign-in")
            await sign_in_on(page, username)
            if english:
                await page.evaluate("localStorage.setItem('papi.locale', 'en')")
                await page.reload()
            self.pages[key] = page
        return self.pages[key]


@pytest.fixture(scope="session")
async def _profiles() -> AsyncIterator[_Profiles]:
    profiles = _Profiles()
    yield profiles
    for page in profiles.pages.values():
        await page.context.close()


@pytest.fixture
async def visit(chromium: Browser, gallery: Server, _profiles: _Profiles, request: pytest.FixtureRequest) -> AsyncIterator[Visit]:
    """Shows a page to one of the demo's people: `await visit("26506.officer", "/plan", phone=True)`. Errors behind it fail the test.
    `within`: as a link leads to it, without beginning the application anew."""
    visited: list[Page] = []
    begun: list[Page] = []

    async def show(username: str, path: str, *, phone: bool = False, english: bool = False, within: bool = False) -> Page:
        page = await _profiles.page(chromium, gallery, username, phone=phone, english=english)
        visited.append(page)
        if not within:
            begun.append(page)
        await page.set_viewport_size(PHONE if phone else DESK)
        await (_follow(page, path) if within else page.goto(path))
        await settled(page)
        return page

    yield show
    if request.node.stash.get(FAILED, False):
        PICTURES.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(visited, start=1):
            await page.screenshot(path=PICTURES / f"{Path(request.node.name).name}-{number}.png", full_page=True)
    for page in begun:
        # what is still on the way ends here, and the next test begins from nothing
        await page.goto("about:blank")
    complaints, _profiles.complaints[:] = [*_profiles.complaints], []
    assert complaints == []


@pytest.fixture(scope="session")
async def reader_of(gallery: Server) -> AsyncIterator[ReaderOf]:
    """Reads the gallery's data by httpx, for what a page should show: `await reader_of("ubnd.lanhdao")`. Who has signed in reads on for
    the next tests, but not for as long as a token lasts."""
    scripts: list[Script] = []
    known: dict[str, tuple[float, Script]] = {}

    async def enter(username: str) -> Script:
        since, script = known.get(username, (-ON, None))
        if script is None or monotonic() - since >= ON:
            script = await script_of(gallery, username)
            scripts.append(script)
            known[username] = (monotonic(), script)
        return script

    yield enter
    for script in scripts:
        await script.client.aclose()


async def _follow(page: Page, path: str) -> None:
    """From a page that does not exist, so that nothing of another one stays."""
    nowhere = page.locator("h1", has_text=_NOWHERE_SAID)
    if page.url == "about:blank":
        await page.goto(_NOWHERE)
    else:
        await page.evaluate("path => history.pushState({}, '', path)", _NOWHERE)
    await expect(nowhere).to_be_visible()
    if path != _NOWHERE:
        await page.evaluate("path => history.pushState({}, '', path)", path)
        await expect(nowhere).to_have_count(0)


async def settled(page: Page) -> None:
    """The page has its heading, and nothing in it is still on the way."""
    await expect(page.locator("h1")).to_be_visible()
    await expect(page.locator("[aria-busy='true']")).to_have_count(0)
