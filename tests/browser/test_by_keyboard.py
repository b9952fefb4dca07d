"""The two long jobs without the mouse: an officer writes and hands over, a head sends, Phòng Nội vụ reviews."""

from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.people import Script, SignIn, fill_report, latest_report

FIELD = "Kết quả thực hiện"


async def _tab_to(page: Page, name: str, role: str = "link") -> None:
    """Go from control to control until the named one has the focus."""
    await _tab_into(page, page.get_by_role(role, name=name).first)  # pyright: ignore[reportArgumentType] - a role, by the callers below


async def _tab_into(page: Page, wanted: Locator) -> None:
    await expect(wanted).to_be_visible()
    for _ in range(80):
        if await wanted.evaluate("(element) => element === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {wanted}")


async def _unwritten(script: Script) -> list[Any]:
    """What the filter "Chưa ghi" shows: lines without a text, or with one and without a percent."""
    report = await latest_report(script)
    lines = (await script.get(f"/reports/{report['id']}/lines"))["items"]
    return [line for line in lines if "empty" in line["lacks"]]


async def test_an_officer_writes_five_lines_and_a_head_sends_without_a_mouse(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.officer")
    waiting = await _unwritten(script)
    page = await open_page("/")
    await sign_in_on(page, "26506.officer")
    await _tab_to(page, "Báo cáo tiếp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label(FIELD)).to_be_visible()

    await _tab_to(page, "Chưa ghi", role="button")
    await page.keyboard.press("Enter")
    for key in ("Alt+ArrowDown", "Alt+ArrowUp", "Alt+ArrowDown"):
        await page.keyboard.press(key)
    for line in waiting[1:6]:
        await expect(page.locator("#line h2").first).to_have_text(line["task"]["title"])
        if line["result"] == "":
            await expect(page.get_by_label(FIELD)).to_be_focused()
            await page.keyboard.type(f"Đã làm việc {line['number']}.")
            await page.keyboard.press("Tab")
        await expect(page.get_by_label("Mức độ hoàn thành (%)")).to_be_focused()
        await page.keyboard.type("70")
        await page.keyboard.press("Control+Enter")
    await page.keyboard.press("Control+KeyS")
    await expect(page.get_by_role("status").filter(has_text="Đã lưu").first).to_be_visible()
    for line in waiting[1:6]:
        now = await script.get(f"/report-lines/{line['id']}")
        assert (now["result"], now["percent"]) == (line["result"] or f"Đã làm việc {line['number']}.", 70)

    report = await latest_report(script)
    await fill_report(script, report)
    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await _tab_to(head, "Kiểm tra và gửi")
    await head.keyboard.press("Enter")
    await expect(head.get_by_role("heading", name="Kiểm tra trước khi gửi")).to_be_focused()
    await _tab_to(head, "Gửi báo cáo quý III/2024", role="button")
    await head.keyboard.press("Enter")
    await expect(head.get_by_text("Đã gửi lúc")).to_be_visible()


async def _line_at_hand(page: Page) -> int:
    """The number of the line that the reviewer's keys act on."""
    heading = page.locator("article[data-current='true']").get_by_role("button").first
    return int((await heading.inner_text()).split(".")[0])


async def test_a_reviewer_works_through_reports_without_a_mouse(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("pnv.chuyenvien")
    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto("/review")
    await expect(page.locator("h1")).to_be_focused()
    await expect(page.locator("article[data-current='true']")).to_be_visible()
    first = page.url.partition("report=")[2]
    before = {line["id"]: line["mark"] for line in (await script.get(f"/reports/{first}/lines"))["items"]}

    at = await _line_at_hand(page)
    await page.keyboard.press("ArrowDown")
    assert await _line_at_hand(page) == at + 1
    await page.keyboard.press("ArrowUp")
    assert await _line_at_hand(page) == at

    await page.keyboard.press("1")
    await page.keyboard.press("2")
    await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_be_visible()
    await page.keyboard.press("3")
    await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_be_focused()
    await page.keyboard.type("Bổ sung danh sách")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_have_count(0)
    await page.keyboard.press("3")
    assert await _line_at_hand(page) == at + 3
    await expect(page.get_by_role("button", name="Trả lại 1 dòng")).to_be_visible()

    await page.keyboard.press("n")
    await page.wait_for_url(lambda url: "report=" in url and first not in url)
    await expect(page.locator("article[data-current='true']")).to_be_in_viewport()
    await page.goto(f"/review?report={first}")
    await expect(page.get_by_role("button", name="Trả lại 1 dòng")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("Đã trả lại 1 dòng.")).to_be_visible()

    lines = (await script.get(f"/reports/{first}/lines"))["items"]
    assert [line["reason_code"] for line in lines if line["review_state"] == "returned"] == ["evidence_missing"]
    kept = [line["mark"]["mark"] for line in lines if line["mark"] is not None and line["mark"] != before[line["id"]]]
    assert {"ok", "later"} <= set(kept)


async def _answer_all(page: Page) -> None:
    """Each kind of question once: a number, one of several, yes or no, a text."""
    await _tab_to(page, "1. Số hồ sơ đang quá hạn", role="textbox")
    await page.keyboard.type("2")
    await _tab_to(page, "Không có hồ sơ quá hạn", role="radio")
    await page.keyboard.press("ArrowDown")
    await _tab_into(page, page.get_by_role("radio", name="Có", exact=True))
    await page.keyboard.press("Space")
    await _tab_to(page, "4. Nguyên nhân quá hạn", role="textbox")
    await page.keyboard.type("Chờ kết quả đo đạc; trả ngày 20/9/2024.")
    await page.keyboard.press("Control+KeyS")
    await expect(page.get_by_role("status").filter(has_text="Đã lưu").first).to_be_visible()


async def test_questions_are_answered_sent_and_accepted_without_a_mouse(open_page: OpenPage, sign_in: SignIn) -> None:
    script = await sign_in("26506.head")
    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await _tab_to(head, "Trả lời câu hỏi")
    await head.keyboard.press("Enter")
    await expect(head.locator("h1")).to_be_focused()
    report = head.url.rpartition("/")[2]
    await _answer_all(head)
    await _tab_to(head, "Kiểm tra và gửi")
    await head.keyboard.press("Enter")
    await expect(head.get_by_role("heading", name="Kiểm tra trước khi gửi")).to_be_focused()
    await _tab_to(head, "Gửi báo cáo tình hình hồ sơ quá hạn", role="button")
    await head.keyboard.press("Enter")
    await expect(head.get_by_text("Đã gửi lúc")).to_be_visible()

    page = await open_page("/")
    await sign_in_on(page, "pnv.chuyenvien")
    await page.goto(f"/review?report={report}")
    await expect(page.locator("article[data-current='true']")).to_be_visible()
    for _ in range(4):
        await page.keyboard.press("1")
    await expect(page.get_by_text("Đạt 4 · Trả lại 0 · Chưa xem 0")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("Bản niêm phong số 1")).to_be_visible()
    said = [answer["value_text"] for answer in (await script.get(f"/reports/{report}/answers"))["items"]]
    assert said == ["2 hồ sơ", "Đã xin lỗi, hẹn lại toàn bộ", "Có", "Chờ kết quả đo đạc; trả ngày 20/9/2024."]
