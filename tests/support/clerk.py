"""The clerk's hour (screens.md §7): the jobs as hands do them, every click and key counted, typed text apart.

Tests hold the counts to the table; `python -m tests.benchmarks.clerks_hour` measures the same jobs on a slow computer and line.
"""

from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Download, Locator, Page, expect

from tests.support.people import Script, SignIn, fill_report, latest_report, submit_report
from tests.support.reporting import PDF

RESULT = "Kết quả thực hiện"
_DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name, { type: 'application/pdf' }));
  document.querySelector('main h1').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@dataclass
class Hand:
    """One person at one page; what the hand does is counted."""

    page: Page
    clicks: int = 0
    finishes: int = 0
    keys: int = 0
    drops: int = 0

    async def click(self, what: Locator) -> None:
        self.clicks += 1
        await what.click()

    async def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            await self.page.keyboard.press(key)
        if key == "Control+Enter":
            self.finishes += times
        else:
            self.keys += times

    async def write(self, text: str) -> None:
        """Typed text is not counted."""
        await self.page.keyboard.type(text)

    async def drop(self, name: str, content: bytes | None = None) -> None:
        """A file, let go over the page; a paper of its own unless another is given."""
        self.drops += 1
        paper = content if content is not None else PDF + f"% {name}\n".encode()
        await self.page.evaluate(_DROP, [name, b64encode(paper).decode()])


@dataclass
class Report:
    """The report at hand: what the clerk plans to do with each line that is not complete, in the order of the screen."""

    id: str
    lines: list[dict[str, Any]]
    written: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def kept(self) -> set[str]:
        return {line["id"] for line in self.lines} - self.edited - self.anew

    @property
    def anew(self) -> set[str]:
        """Five lines get a new text and a file: those that cannot do without one, and the last others."""
        in_need = [line["id"] for line in self.lines if line["task"]["requires_evidence"] and not line["evidence"]]
        others = [line["id"] for line in self.lines if line["id"] not in in_need]
        return {*in_need[:5], *others[len(others) - max(0, 5 - len(in_need)) :]}

    @property
    def edited(self) -> set[str]:
        """Every fourth of the rest, sixteen in all."""
        rest = [line["id"] for line in self.lines[1:] if line["id"] not in self.anew]
        return set(rest[::3][:16])


async def year_opened(sign_in: SignIn) -> None:
    """The quarter's report of Phường 1 is accepted, and the year's is open: it comes filled from the quarter's lines."""
    officer, head, coordinator = await sign_in("26506.officer"), await sign_in("26506.head"), await sign_in("pnv.chuyenvien")
    quarter = await latest_report(officer)
    await fill_report(officer, quarter)
    await submit_report(head, quarter["id"])
    await coordinator.send("POST", f"/reports/{quarter['id']}/accept", json={})
    year = (await coordinator.get("/periods?kind=year&state=planned"))["items"][0]
    await coordinator.send("POST", f"/periods/{year['id']}/open")


async def open_filled(hand: Hand) -> None:
    """From my work into the report, which has come with last period's texts in all lines."""
    page = hand.page
    await hand.click(page.get_by_role("link", name="Báo cáo tiếp"))
    await expect(page.get_by_text("Điền sẵn từ các kỳ đã chấp nhận, chưa sửa.")).to_be_visible()


async def open_lines(officer: Script) -> Report:
    """The lines that are not complete."""
    report = await latest_report(officer)
    lines = (await officer.get(f"/reports/{report['id']}/lines"))["items"]
    return Report(report["id"], [line for line in lines if not line["complete"]])


async def write_all_lines(hand: Hand, report: Report, between: Callable[[int], Awaitable[None]]) -> None:
    """Line after line by Ctrl+Enter: most are kept, some edited, five written anew with a file."""
    page = hand.page
    for number, line in enumerate(report.lines):
        await between(number)
        await expect(page.locator("#line h2").first).to_have_text(line["task"]["title"])
        if line["id"] in report.edited | report.anew:
            if number == 0:  # nobody has come to it by key yet: the field is one step away and back
                await hand.press("Alt+ArrowDown")
                await hand.press("Alt+ArrowUp")
                await expect(page.locator("#line h2").first).to_have_text(line["task"]["title"])
            await expect(page.get_by_label(RESULT)).to_be_focused()
            report.written[line["id"]] = f"Việc {number}: thêm 02 buổi đối thoại, 186 lượt người dự. "
        if line["id"] in report.anew:
            await hand.press("Control+KeyA")
            await hand.drop(f"Biên bản {number}.pdf")
        if line["id"] in report.written:
            await hand.write(report.written[line["id"]])
        await hand.press("Control+Enter")


async def one_proof_for_five_lines(hand: Hand, others: list[str]) -> None:
    """Dropped on the open line, then ticked for four more."""
    page = hand.page
    await hand.click(page.get_by_role("link", name="Báo cáo tiếp"))
    await expect(page.get_by_label(RESULT)).to_be_visible()
    await hand.drop("Biên bản chung.pdf")
    document = page.get_by_role("listitem").filter(has_text="Biên bản chung")
    await hand.click(document.get_by_role("button", name="Dùng cho dòng khác"))
    choices = page.get_by_role("dialog", name="Dùng cho dòng khác")
    for title in others:
        await hand.click(choices.get_by_role("checkbox", name=title))
    await hand.click(choices.get_by_role("button", name=f"Gắn vào {len(others)} dòng"))
    await expect(document.get_by_text("dùng ở 5 dòng")).to_be_visible()


async def mend_and_send(hand: Hand, missing: int) -> None:
    """From the report to the check page, to each field that is missing and back, and off."""
    page = hand.page
    await hand.click(page.get_by_role("link", name="Kiểm tra và gửi"))
    for left in range(missing, 0, -1):
        await expect(page.get_by_role("heading", name=f"Còn {left} dòng chưa đủ")).to_be_visible()
        await hand.click(page.get_by_role("region", name="Chưa ghi").get_by_role("link").first)
        await expect(page.get_by_label(RESULT)).to_be_focused()
        await hand.write("Đã triển khai trong kỳ.")
        await hand.press("Tab")
        await hand.write("50")
        await hand.press("Control+Enter")
    await hand.click(page.get_by_role("button", name="Gửi báo cáo quý III/2024"))
    await expect(page.get_by_text("Đã gửi lúc")).to_be_visible()


async def paper_of_the_quarter(hand: Hand, meanwhile: Callable[[], Awaitable[None]]) -> Download:
    """From any page to the Word file of the consolidated report; `meanwhile` is what one does while it is made."""
    page = hand.page
    await hand.click(page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Tổng hợp"))
    await hand.click(page.get_by_role("link", name="Báo cáo tổng hợp quý III/2024").first)
    async with page.expect_download(timeout=60_000) as downloading:
        await hand.click(page.get_by_role("button", name="Tải DOCX"))
        await meanwhile()
    return await downloading.value


async def read_on(page: Page) -> None:
    """Another section of the consolidated report is opened."""
    section = page.get_by_role("navigation", name="Các mục của báo cáo").get_by_role("button", name="3. Nguyên nhân")
    await section.click()
    await expect(section).to_have_attribute("aria-current", "true")


async def return_lines(hand: Hand, numbers: list[int]) -> None:
    """To each line by arrows, a reason by its digit and in words; the returns go as one."""
    at = 1
    for number in numbers:
        await hand.press("ArrowDown", number - at)
        await hand.press("2")
        await expect(hand.page.get_by_label("Nêu rõ cần sửa gì")).to_be_visible()
        await hand.press("1")
        await hand.write("Nêu rõ số buổi, số người dự")
        await hand.press("Control+Enter")
        await expect(hand.page.get_by_label("Nêu rõ cần sửa gì")).to_have_count(0)
        at = number + 1  # the next line opens itself
    await hand.press("Control+Enter")
    await expect(hand.page.get_by_text(f"Đã trả lại {len(numbers)} dòng.")).to_be_visible()
