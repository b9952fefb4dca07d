"""The journey of the quarter in Debian's Chromium: officer on a phone, head, Phòng Nội vụ, leader, stranger."""

import re
from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.support.browser import OpenPage, sign_in_on
from tests.support.figures import standing_of
from tests.support.people import PHOTO, Script, SignIn, fill_report, latest_report, submit_report
from tests.support.sealing import verified_content


@dataclass(frozen=True)
class Seen:
    """What the leader reads on the overview."""

    done_late: int
    open_overdue: int
    ward_overdue: int
    missing: str


async def _seen(leader: Page) -> Seen:
    """The numbers, the ward's row of the matrix and the names, as they stand on the screen."""
    await leader.goto("/overview")
    overdue = leader.get_by_role("link", name="chưa hoàn thành, quá hạn")
    late = leader.get_by_role("link", name="hoàn thành quá hạn", exact=False).filter(has_not_text="chưa")
    ward = leader.get_by_role("row", name=re.compile("^Phường 1 ")).get_by_role("cell").last
    return Seen(
        done_late=_number(await late.inner_text()),
        open_overdue=_number(await overdue.inner_text()),
        ward_overdue=_number(await ward.inner_text()),
        missing=await leader.get_by_role("paragraph").filter(has_text="Chưa gửi:").inner_text(),
    )


def _number(text: str) -> int:
    found = re.search(r"[\d.]+", text)
    return int(found.group().replace(".", "")) if found else 0


async def _write_one_line_on_the_phone(page: Page) -> None:
    await page.get_by_role("link", name="Báo cáo tiếp").click()
    await page.get_by_role("button", name="Chưa ghi").click()
    await page.get_by_role("region", name="Lọc dòng").get_by_role("button").last.click()
    await page.get_by_label("Kết quả thực hiện").fill("UBND phường đã tổ chức 03 buổi đối thoại tại các khu phố, 186 lượt người dự.")
    await page.get_by_label("Mức độ hoàn thành (%)").fill("60")
    await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="Chụp ảnh").click()
    await (await choosing.value).set_files(PHOTO)
    await expect(page.get_by_role("button", name="photo")).to_be_visible()


async def _check_and_send(page: Page) -> None:
    await page.get_by_role("link", name="Kiểm tra và gửi").first.click()
    await page.get_by_role("button", name="Gửi báo cáo quý III/2024").click()
    await expect(page.get_by_text("Đã gửi lúc")).to_be_visible()


async def _return_two_lines(page: Page) -> None:
    await page.get_by_label("Chờ thẩm tra").get_by_role("link", name="Phường 1 ").first.click()
    await expect(page.get_by_role("heading", name="Báo cáo quý III/2024 – Phường 1")).to_be_visible()
    await page.locator("h1").click()
    for _ in range(2):
        await page.keyboard.press("2")
        await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_be_visible()
        await page.keyboard.press("1")
        await page.keyboard.type("Nêu rõ số buổi")
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_label("Nêu rõ cần sửa gì")).to_have_count(0)
    await expect(page.get_by_role("button", name="Trả lại 2 dòng")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("Đã trả lại 2 dòng.")).to_be_visible()


async def _mend_the_returned_lines(page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("link", name="Sửa dòng bị trả lại").click()
    await expect(page.get_by_text("Nêu rõ số buổi").first).to_be_visible()
    for _ in range(2):
        await page.get_by_label("Kết quả thực hiện").fill("Đã tổ chức 04 buổi, 312 lượt người dự, có danh sách ký nhận.")
        await expect(page.get_by_role("status").filter(has_text="Đã lưu lúc").first).to_be_visible()
        await page.keyboard.press("Alt+ArrowDown")


async def _accept_and_see_the_seal(page: Page) -> None:
    await page.reload()
    await expect(page.get_by_role("button", name="Chấp nhận báo cáo")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await page.get_by_role("dialog").get_by_role("button", name="Chấp nhận").click()
    await expect(page.get_by_text("Đã chấp nhận và niêm phong báo cáo.")).to_be_visible()
    await expect(page.get_by_text("Bản niêm phong số 1")).to_be_visible()


async def _learns_nothing(stranger: Page, report_id: str) -> None:
    """Another ward finds neither the report nor its lines, whichever way it looks."""
    for page in ("", "/check"):
        await stranger.goto(f"/reports/{report_id}{page}")
        await expect(stranger.get_by_role("alert")).to_contain_text("Không tìm thấy báo cáo, hoặc báo cáo ngoài phạm vi được xem.")
    await stranger.get_by_role("searchbox", name="Tìm nhiệm vụ, báo cáo, tài liệu, đơn vị").fill("phuong 1")
    found = stranger.get_by_role("search").get_by_role("status")
    await expect(found).to_be_visible()
    assert "Báo cáo" not in await found.get_by_role("heading").all_inner_texts()
    for path in ("/reports", "/history", "/evidence"):
        await stranger.goto(path)
        await expect(stranger.get_by_role("heading", level=1)).to_be_visible()
        await expect(stranger.locator("[aria-busy='true']")).to_have_count(0)
        assert "Phường 1" not in await stranger.locator("main").get_by_role("table").all_inner_texts()


async def test_a_report_goes_from_the_phone_to_the_seal(open_page: OpenPage, sign_in: SignIn) -> None:
    leader = await open_page("/")
    await sign_in_on(leader, "ubnd.lanhdao")
    before = await _seen(leader)
    assert "Phường 1," in before.missing

    phone = await open_page("/", phone=True)
    await sign_in_on(phone, "26506.officer")
    await _write_one_line_on_the_phone(phone)
    script = await sign_in("26506.officer")
    report = await latest_report(script)
    await fill_report(script, report)

    head = await open_page("/")
    await sign_in_on(head, "26506.head")
    await _check_and_send(head)

    reviewer = await open_page("/")
    await sign_in_on(reviewer, "pnv.chuyenvien")
    await _return_two_lines(reviewer)
    await _mend_the_returned_lines(head)
    await _check_and_send(head)
    await _accept_and_see_the_seal(reviewer)
    await _is_sealed(script, report["id"])

    after = await _seen(leader)
    done = after.done_late - before.done_late
    assert done > 50
    assert (before.open_overdue - after.open_overdue, before.ward_overdue - after.ward_overdue) == (done, done)
    assert after.missing == "Chưa gửi: Phường 10, Phường 11, Phường 12, Xã Long Sơn"
    await expect(leader.get_by_text("4 đơn vị quá hạn gửi báo cáo")).to_be_visible()
    behind = await standing_of(await sign_in("ubnd.lanhdao"), "26506")
    assert (behind.done_late, behind.open_overdue, behind.ward_overdue) == (after.done_late, after.open_overdue, after.ward_overdue)

    stranger = await open_page("/")
    await sign_in_on(stranger, "26508.officer")
    await _learns_nothing(stranger, report["id"])


async def _is_sealed(who: Script, report_id: str) -> None:
    content = verified_content(await who.get(f"/reports/{report_id}/seal"))
    mended = [line for line in content["lines"] if "312 lượt người dự" in line["result"]]
    assert len(mended) == 2
    photos = [document for line in content["lines"] for document in line["evidence"] if document["title"] == "photo"]
    assert len(photos) == 1


async def test_the_own_report_of_the_coordinating_unit_goes_to_the_leader(open_page: OpenPage, sign_in: SignIn) -> None:
    head = await sign_in("pnv.truongphong", role="unit_head")
    report = await latest_report(head)
    await fill_report(head, report)
    await submit_report(head, report["id"])

    coordinator = await open_page("/")
    await sign_in_on(coordinator, "pnv.chuyenvien")
    await coordinator.goto(f"/review?report={report['id']}")
    await expect(coordinator.get_by_text("Không thẩm tra báo cáo của đơn vị mình").first).to_be_visible()
    await expect(coordinator.get_by_role("button", name="Chấp nhận báo cáo")).to_have_count(0)
    await expect(coordinator.get_by_label("Chờ thẩm tra").get_by_role("link", name="Phòng Nội vụ")).to_have_count(0)

    leader = await open_page("/")
    await sign_in_on(leader, "ubnd.lanhdao")
    await leader.goto("/review")
    await leader.get_by_label("Chờ thẩm tra").get_by_role("link", name="Phòng Nội vụ").click()
    await leader.get_by_role("button", name="Chấp nhận báo cáo").click()
    await leader.get_by_role("dialog").get_by_role("button", name="Chấp nhận").click()
    await expect(leader.get_by_text("Bản niêm phong số 1")).to_be_visible()
