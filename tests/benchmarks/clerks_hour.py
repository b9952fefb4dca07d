"""`python -m tests.benchmarks.clerks_hour`: the clerk's hour (screens.md §7) on an office PC four times slower than this computer, over
20 Mbit/s with 40 ms. Prints actions, machine times and what a person would need. Nothing here is a test; the counts are."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.browser import launched, new_page, sign_in_on
from tests.support.clerk import (
    Hand,
    mend_and_send,
    one_proof_for_five_lines,
    open_filled,
    open_lines,
    paper_of_the_quarter,
    read_on,
    return_lines,
    write_all_lines,
    year_opened,
)
from tests.support.people import Script, SignIn, fill_report, latest_report, script_of
from tests.support.servers import Installation, Server, served

SLOWER, LATENCY_MS, BYTES_PER_SECOND = 4, 40, 20_000_000 / 8
CLICK_S, KEY_S, DECISION_S = 1.1, 0.28, 1.35

# From Ctrl+Enter to the next line's title on the screen.
_WATCH = """
addEventListener('keydown', (event) => {
  if (!event.ctrlKey || event.code !== 'Enter') return;
  const start = performance.now();
  const title = () => document.querySelector('#line h2')?.textContent;
  const before = title();
  const look = () => {
    if (title() !== before) performance.measure('next line', { start, end: performance.now() });
    else if (performance.now() - start < 5000) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, true);
"""


@dataclass(frozen=True)
class Row:
    """One line of the printed table."""

    job: str
    hand: Hand
    seconds: float
    decisions: int
    finer: str = ""

    def __str__(self) -> str:
        hand = self.hand
        actions = f"{hand.clicks} clicks, {hand.finishes} Ctrl+Enter, {hand.keys} keys, {hand.drops} drops"
        person = CLICK_S * (hand.clicks + hand.drops) + KEY_S * (hand.finishes + hand.keys) + DECISION_S * self.decisions
        return f"{self.job:<34}{actions:<52}{self.seconds:>8.1f} s{person:>9.0f} s   {self.finer}"


@dataclass
class Office:
    """A browser at a server, and scripts that prepare the desk."""

    browser: Browser
    server: Server
    sign_in: SignIn

    @asynccontextmanager
    async def desk(self, username: str) -> AsyncGenerator[Page]:
        """A slow computer on a slow line, signed in."""
        page = await new_page(self.browser, self.server)
        await page.add_init_script(_WATCH)
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
        await devtools.send("Network.emulateNetworkConditions", line)
        await page.goto("/")
        await sign_in_on(page, username)
        yield page
        await page.context.close()


async def _timed(work: Awaitable[None]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def _nothing(_number: int) -> None:
    return


async def _report(office: Office) -> Row:
    await year_opened(office.sign_in)
    officer = await office.sign_in("26506.officer")
    async with office.desk("26506.officer") as page:
        hand = Hand(page)
        await open_filled(hand)
        report = await open_lines(officer)

        async def write() -> None:
            await write_all_lines(hand, report, _nothing)
            await expect(page.get_by_text("71/71 dòng đã đủ").first).to_be_visible(timeout=120_000)

        seconds = await _timed(write())
        steps: list[float] = await page.evaluate("performance.getEntriesByName('next line').map((entry) => entry.duration)")
        finer = f"next line: median {statistics.median(steps):.0f} ms, longest {max(steps):.0f} ms (aim 100 ms)"
        return Row("1 report of 71 lines", hand, seconds, len(report.lines), finer)


async def _proof(office: Office) -> Row:
    officer: Script = await office.sign_in("26506.officer")
    others = [line["task"]["title"] for line in (await open_lines(officer)).lines[1:5]]
    async with office.desk("26506.officer") as page:
        hand = Hand(page)
        return Row("2 one proof for five lines", hand, await _timed(one_proof_for_five_lines(hand, others)), 5, "aim 20 s in all")


async def _sending(office: Office) -> Row:
    officer = await office.sign_in("26506.officer")
    report = await latest_report(officer)
    await fill_report(officer, report, leave=3)
    async with office.desk("26506.head") as page:
        await page.goto(f"/reports/{report['id']}/check")
        await expect(page.get_by_role("heading", name="Còn 3 dòng chưa đủ")).to_be_visible()
        await page.goto(f"/reports/{report['id']}")
        hand = Hand(page)
        check = page.get_by_role("link", name="Kiểm tra và gửi")
        await expect(check).to_be_visible()
        return Row("3 send, three items missing", hand, await _timed(mend_and_send(hand, 3)), 3)


async def _returning(office: Office) -> Row:
    coordinator = await office.sign_in("pnv.chuyenvien")
    queue = (await coordinator.get("/reports?reviewable=true&limit=200"))["items"]
    report = next(row for row in queue if row["lines_total"] > 9 and row["marks_ok"] + row["marks_return"] == 0)
    async with office.desk("pnv.chuyenvien") as page:
        await page.goto(f"/review?report={report['id']}")
        await expect(page.locator("article[data-current='true']")).to_be_visible()
        hand = Hand(page)
        seconds = await _timed(return_lines(hand, [2, 5, 9]))
        title = page.get_by_role("heading", level=2, name="–")
        before = await title.inner_text()

        async def next_report() -> None:
            await page.keyboard.press("n")
            await expect(title).not_to_have_text(before)

        return Row("4 return lines 2, 5 and 9", hand, seconds, 3, f"next report: {await _timed(next_report()) * 1000:.0f} ms (aim 200 ms)")


async def _who_is_late(office: Office) -> Row:
    async with office.desk("ubnd.lanhdao") as page:
        hand = Hand(page)

        async def look() -> None:
            await page.goto("/overview")
            await expect(page.get_by_role("main").get_by_text("Xã Long Sơn").first).to_be_in_viewport()

        return Row("5 who is late", hand, await _timed(look()), 1, "the page from nothing; aim 1 s to the names")


async def _word_file(office: Office) -> Row:
    async with office.desk("pnv.chuyenvien") as page:
        hand = Hand(page)
        reading: list[float] = []

        async def meanwhile() -> None:
            reading.append(await _timed(read_on(page)))

        async def fetch() -> None:
            await (await paper_of_the_quarter(hand, meanwhile)).path()

        seconds = await _timed(fetch())
        return Row(
            "7 consolidated report in Word", hand, seconds, 2, f"another section meanwhile: {reading[0] * 1000:.0f} ms; aim 10 s in all"
        )


# On a demo of its own each: job 1 begins where the quarter is over.
COURSES: list[list[Callable[[Office], Awaitable[Row]]]] = [[_report], [_proof, _sending, _returning, _who_is_late, _word_file]]


async def main() -> None:
    print(f"CPU {SLOWER} times slower, {BYTES_PER_SECOND * 8 / 1e6:.0f} Mbit/s, {LATENCY_MS} ms")
    print(f"A person: {CLICK_S} s a click, {KEY_S} s a key, {DECISION_S} s a decision")
    print(f"{'job':<34}{'actions':<52}{'machine':>10}{'person':>11}")
    async with launched() as browser:
        for course in COURSES:
            with tempfile.TemporaryDirectory(prefix="papi-clerk-") as folder:
                await walk(browser, Path(folder), course)


async def walk(browser: Browser, folder: Path, course: Sequence[Callable[[Office], Awaitable[object]]]) -> None:
    """Do the jobs at a demo of their own, and print what each found."""
    (folder / "secrets").mkdir(mode=0o700)
    installation = Installation(f"sqlite:///{folder}/papi.sqlite3", folder, folder / "secrets")
    for arguments in (("migrate",), ("demo", "load")):
        done = await asyncio.to_thread(installation.papi, *arguments)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
    async with served(installation) as server, AsyncExitStack() as clients:

        async def sign_in(username: str, **_more: str) -> Script:
            person = await script_of(server, username)
            clients.push_async_callback(person.client.aclose)
            return person

        office = Office(browser, server, sign_in)
        for job in course:
            print(await job(office), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
