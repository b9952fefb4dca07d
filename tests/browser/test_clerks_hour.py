"""The clerk's hour (screens.md §7), jobs 1 to 5 and 7: no more clicks and keys than the table allows, and not a character missing."""

import asyncio
import re
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.clerk import (
    Hand,
    Report,
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
from tests.support.papers import opened
from tests.support.people import Script, SignIn, fill_report, latest_report


class Mishaps:
    """The network goes for a few lines, and a little later the server takes the token no more."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.refused = 0

    async def between(self, number: int) -> None:
        if number in {20, 23}:
            await self.page.context.set_offline(number == 20)
        if number == 40:
            await self.page.route("**/api/v1/report-lines/*", self._spoil_the_token, times=1)

    async def _spoil_the_token(self, route: Route) -> None:
        self.refused += 1
        headers = await route.request.all_headers()
        await route.continue_(headers={**headers, "authorization": headers["authorization"][:-8] + "AAAAAAAA"})


async def _lines_with_papers(officer: Script, report: Report) -> dict[str, dict[str, Any]]:
    """The lines, once the files that were dropped last have come as well: the hand does not wait for them."""
    async with asyncio.timeout(60):
        while True:
            lines = {line["id"]: line for line in (await officer.get(f"/reports/{report.id}/lines"))["items"]}
            if all(any(document["title"].startswith("Biên bản") for document in lines[new]["evidence"]) for new in report.anew):
                return lines
            await asyncio.sleep(0.5)


async def _assert_every_character(officer: Script, report: Report) -> None:
    now = await _lines_with_papers(officer, report)
    assert all(line["complete"] for line in now.values())
    for line in report.lines:
        text = now[line["id"]]["result"]
        if line["id"] in report.kept:
            assert text == line["result"]
        elif line["id"] in report.edited:
            assert text in {report.written[line["id"]] + line["result"], line["result"] + report.written[line["id"]]}
        else:
            assert text == report.written[line["id"]]
            assert [document["title"][:8] for document in now[line["id"]]["evidence"]][-1] == "Biên bản"


async def test_job_1_a_report_of_71_lines(open_page: OpenPage, sign_in: SignIn) -> None:
    await year_opened(sign_in)
    officer = await sign_in("26506.officer")
    page = await open_page("/")
    await sign_in_on(page, "26506.officer")
    hand, mishaps = Hand(page), Mishaps(page)
    await open_filled(hand)
    report = await open_lines(officer)
    assert (len(report.edited), len(report.anew)) == (16, 5)

    await write_all_lines(hand, report, mishaps.between)
    await expect(page.get_by_text("71/71 dòng đã đủ").first).to_be_visible(timeout=60_000)
    # the line counts as soon as half of its text was saved; the page says so when all of it was
    await expect(page.get_by_text(re.compile("^Đã lưu lúc")).first).to_be_visible()
    assert mishaps.refused == 1
    assert hand.clicks <= 3
    assert hand.finishes <= 71
    assert hand.keys <= 60
    assert hand.drops == 5
    await _assert_every_character(officer, report)


async def test_jobs_2_and_3_one_proof_for_five_lines_then_three_missing_ones_and_off(open_page: OpenPage, sign_in: SignIn) -> None:
    officer = await sign_in("26506.officer")
    before = await open_lines(officer)
    page = await open_page("/")
    await sign_in_on(page, "26506.officer")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url.partition("/api/v1")[2]) if request.method == "POST" else None)
    hand = Hand(page)
    others = [line["task"]["title"] for line in before.lines[1:5]]
    await one_proof_for_five_lines(hand, others)
    assert hand.clicks <= 8
    assert sum(path == "/evidence" for path in sent) == 1
    assert sum(path.endswith("/links") for path in sent) == 1
    lines = {line["id"]: line for line in (await officer.get(f"/reports/{before.id}/lines"))["items"]}
    having = [line for line in lines.values() if "Biên bản chung" in {document["title"] for document in line["evidence"]}]
    assert [line["id"] for line in having] == [line["id"] for line in before.lines[:5]]

    await fill_report(officer, await latest_report(officer), leave=3)
    head_page = await open_page("/")
    await sign_in_on(head_page, "26506.head")
    await head_page.goto(f"/reports/{before.id}")
    head = Hand(head_page)
    await mend_and_send(head, missing=3)
    assert head.clicks <= 2 + 2 * 3


async def test_job_4_lines_2_5_and_9_go_back_with_reasons(open_page: OpenPage, sign_in: SignIn) -> None:
    coordinator = await sign_in("pnv.chuyenvien")
    queue = (await coordinator.get("/reports?reviewable=true&limit=200"))["items"]
    report = next(row for row in queue if row["lines_total"] > 9 and row["marks_ok"] + row["marks_return"] == 0)
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto(f"/review?report={report['id']}")
    await expect(page.locator("article[data-current='true']").get_by_text("1.").first).to_be_visible()
    hand = Hand(page)
    await return_lines(hand, [2, 5, 9])
    assert hand.clicks == 0
    assert hand.keys + hand.finishes <= 20
    await expect(page.get_by_text("Đã trả lại").first).to_be_visible()
    lines = (await coordinator.get(f"/reports/{report['id']}/lines"))["items"]
    assert [line["number"] for line in lines if line["review_state"] == "returned"] == [2, 5, 9]
    await hand.press("n")
    await page.wait_for_url(lambda url: "report=" in url and report["id"] not in url)


async def test_job_5_who_is_late_is_seen_without_a_click(open_page: OpenPage) -> None:
    page = await open_page("/")
    await sign_in_on(page, "ubnd.lanhdao")
    for name in ("Phường 10", "Phường 11", "Phường 12", "Xã Long Sơn"):
        await expect(page.get_by_role("main").get_by_text(name).first).to_be_in_viewport()
    await Hand(page).click(page.get_by_role("link", name="Chưa gửi, quá hạn"))
    await expect(page.get_by_role("row").filter(has_text="Xã Long Sơn").first).to_be_visible()


async def test_job_7_three_presses_to_the_word_file_and_the_page_goes_on(open_page: OpenPage) -> None:
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    hand = Hand(page)

    file = await paper_of_the_quarter(hand, lambda: read_on(page))

    assert (hand.clicks, hand.keys, hand.finishes) == (3, 0, 0)
    assert file.suggested_filename.startswith("Bao-cao-tong-hop-2024Q3")
    assert opened((await file.path()).read_bytes()).tables
