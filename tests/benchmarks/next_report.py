"""`python -m tests.benchmarks.next_report`: from the key `N` on the review page to the next report's lines on the screen (aim 200 ms).

Production build, 1440 × 900, this computer and no line between; nothing is made slower. It is no test: nothing fails.
"""

import asyncio
import statistics
import tempfile
from pathlib import Path

from playwright.async_api import Page, ViewportSize, expect

from tests.benchmarks.clerks_hour import Office, walk
from tests.support.browser import launched, new_page, sign_in_on

TIMES, LOOK_MS, AIM_MS = 10, 1500, 200
_WINDOW: ViewportSize = {"width": 1440, "height": 900}

# From the key to the frame in which heading and lines are those of another report.
_NEXT = """() => new Promise((done, failed) => {
  const title = () => [...document.querySelectorAll('h2')].find((each) => each.textContent.includes(' – '))?.textContent;
  const shown = () => [title(), document.querySelector("article[data-current='true']")?.id];
  const [heading, line] = shown();
  const start = performance.now();
  const look = () => {
    const [other, first] = shown();
    if (other && first && other !== heading && first !== line) done(performance.now() - start);
    else if (performance.now() - start > 20000) failed(new Error(`no next report after ${heading}`));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', bubbles: true }));
})"""


async def _steps(page: Page) -> list[float]:
    steps: list[float] = []
    for _ in range(TIMES):
        # one looks at a report before going on; meanwhile the next is read
        await page.wait_for_timeout(LOOK_MS)
        steps.append(await page.evaluate(_NEXT))
    return sorted(steps)


async def _next_reports(office: Office) -> str:
    page = await new_page(office.browser, office.server)
    await page.set_viewport_size(_WINDOW)
    await page.goto("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto("/review")
    await expect(page.locator("article[data-current='true']")).to_be_visible()
    steps = await _steps(page)
    await page.context.close()
    return f"{TIMES} × N: median {statistics.median(steps):.0f} ms, longest {steps[-1]:.0f} ms (aim {AIM_MS} ms)"


async def main() -> None:
    async with launched() as browser:
        with tempfile.TemporaryDirectory(prefix="papi-next-") as folder:
            await walk(browser, Path(folder), [_next_reports])


if __name__ == "__main__":
    asyncio.run(main())
