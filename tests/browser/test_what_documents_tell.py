"""What stands with a document: names blacked out by hand, a quarantined file, a signature in one sentence, a file that was there before."""

import io
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page, expect
from sqlalchemy import select, update

from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile, ScanState
from papi.kit.db import Database
from tests.support import files
from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.people import Script, SignIn
from tests.support.sayings import LETTER, pdf_of
from tests.support.servers import Demo, Server, served
from tests.support.terminal import settings_of

DARK = 40
PLACE = "({ style }) => ({ top: parseFloat(style.top), left: parseFloat(style.left), width: parseFloat(style.width) })"


@pytest.fixture(scope="module")
async def server(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """One for all: each of the stories has documents of its own."""
    async with demo.installed(tmp_path_factory.mktemp("told") / "installation") as made, served(made) as running:
        yield running


async def _in_review(officer: Script, version: int) -> dict[str, Any]:
    items = (await officer.get("/evidence?review_stage=in_review&media_type=application/pdf&limit=200"))["items"]
    return next(item for item in items if item["unit"]["code"] == "26506" and item["file_version"] == version)


async def _entered(open_page: OpenPage, username: str, path: str) -> Page:
    page = await open_page("/")
    await sign_in_on(page, username)
    await page.goto(path)
    return page


async def _draw_by_mouse(page: Page) -> None:
    sheet = page.get_by_role("img")
    await expect(sheet).to_be_visible()
    await sheet.scroll_into_view_if_needed()
    box = await sheet.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.1 * box["height"])
    await page.mouse.down()
    await page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.2 * box["height"], steps=4)
    await page.mouse.up()
    await expect(page.get_by_role("button", name="Ô che 1")).to_be_visible()


async def _add_by_keys(page: Page) -> None:
    """A box in the middle of the page, moved down; another one that is taken off again."""
    await page.get_by_role("button", name="Thêm ô che").press("Enter")
    second = page.get_by_role("button", name="Ô che 2")
    before: dict[str, float] = await second.evaluate(PLACE)
    for _ in range(10):
        await second.press("ArrowDown")
    await second.press("Shift+ArrowRight")
    after: dict[str, float] = await second.evaluate(PLACE)
    assert [round(after[side] - before[side]) for side in ("top", "left", "width")] == [10, 0, 1]
    await page.get_by_role("button", name="Thêm ô che").press("Enter")
    await page.get_by_role("button", name="Ô che 3").press("Delete")
    await expect(page.get_by_role("button", name="Ô che 3")).to_have_count(0)


async def _shade(officer: Script, path: str, x: float, y: float) -> int:
    """How light the first page is there, 0 to 255."""
    answer = await officer.client.get(f"/api/v1/evidence/{path}preview?page=1")
    assert answer.status_code == 200, answer.text
    with Image.open(io.BytesIO(answer.content)) as picture:
        shade = picture.convert("L").getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(shade, int)
    return shade


async def test_names_are_blacked_out_by_mouse_and_keys_and_the_copy_stands_beside_the_original(
    open_page: OpenPage, sign_in: SignIn
) -> None:
    officer = await sign_in("26506.officer")
    items = (await officer.get("/evidence?media_type=application/pdf&limit=200"))["items"]
    names = next(item for item in items if item["contains_personal_data"] and item["unit"]["code"] == "26506")
    copies = len((await officer.get(f"/evidence/{names['id']}"))["redacted"])
    page = await _entered(open_page, "26506.officer", f"/redact/{names['id']}")

    await _draw_by_mouse(page)
    await _add_by_keys(page)
    assert await accessibility_violations(page) == []
    await page.get_by_role("button", name="Lưu bản đã che (2 ô)").press("Enter")

    await page.wait_for_url(f"**/evidence?document={names['id']}*")
    copy = page.get_by_role("listitem").filter(has_text="đang thay cho tài liệu")
    await expect(copy).to_contain_text(f"Bản che {copies + 1} của phiên bản {names['file_version']}")
    await page.get_by_role("button", name="Xem bản đã che").press("Enter")
    await expect(page.get_by_text("Đang xem bản đã che dữ liệu cá nhân")).to_be_visible()
    # black where the boxes were, nowhere else; the original is what it was
    assert [await _shade(officer, f"{names['id']}/redacted/", x, y) < DARK for x, y in ((0.4, 0.15), (0.5, 0.575), (0.02, 0.02))] == [
        True,
        True,
        False,
    ]
    assert await _shade(officer, f"{names['id']}/", 0.4, 0.11) > DARK
    content = (await officer.client.get(f"/api/v1/evidence/{names['id']}/content")).content
    assert sha256(content).hexdigest() == names["sha256"]


async def _infect(server: Server, document: dict[str, Any]) -> None:
    """As the scanner's job leaves a file in which something was found after it had been sent."""
    database = Database(settings_of(server.installation).database)
    one = select(Evidence.id).join(Unit).where(Unit.code == "26506", Evidence.sha256 == document["sha256"]).scalar_subquery()
    async with database.writing() as session:
        found = {"scan_state": ScanState.INFECTED, "scan_finding": "Win.Test.EICAR_HDB-1"}
        await session.execute(update(EvidenceFile).where(EvidenceFile.evidence_id == one).values(found))
        await session.execute(update(Evidence).where(Evidence.id == one).values(scan_state=ScanState.INFECTED))
    await database.close()


async def test_a_quarantined_file_is_told_to_unit_and_reviewer_and_opened_by_neither(
    open_page: OpenPage, sign_in: SignIn, server: Server
) -> None:
    officer, reviewing = await sign_in("26506.officer"), await sign_in("pnv.chuyenvien")
    paper = await _in_review(officer, 2)
    await _infect(server, paper)
    ward = await _entered(open_page, "26506.officer", f"/evidence?document={paper['id']}")
    reviewer = await _entered(open_page, "pnv.chuyenvien", f"/evidence?document={paper['id']}")

    for page, mends in ((ward, True), (reviewer, False)):
        panel = page.get_by_role("complementary", name="Thông tin tài liệu")
        notice = panel.get_by_role("status").filter(has_text="Win.Test.EICAR_HDB-1")
        await expect(notice).to_contain_text("không ai xem trước, mở hay tải về được")
        await expect(notice.get_by_text("tải lên phiên bản sạch")).to_have_count(int(mends))
        await expect(panel.locator("img")).to_have_count(0)
        await expect(panel.get_by_role("button", name="Tải về")).to_have_count(0)
        await expect(panel.get_by_role("button", name="Chấp nhận tài liệu")).to_have_count(0)
    await expect(reviewer.get_by_role("button", name="Không chấp nhận", exact=True)).to_be_visible()
    for script in (officer, reviewing):
        refused = await script.client.get(f"/api/v1/evidence/{paper['id']}/content")
        assert (refused.status_code, refused.json()["code"]) == (409, "file_quarantined")


async def test_a_signature_is_one_sentence_to_whoever_reviews(open_page: OpenPage, sign_in: SignIn) -> None:
    items = (await (await sign_in("pnv.chuyenvien")).get("/evidence?limit=200"))["items"]
    signed = next(item for item in items if item["signature_state"] == "sound")
    page = await _entered(open_page, "pnv.chuyenvien", f"/evidence?document={signed['id']}")

    sentence = page.get_by_role("list", name="Chữ ký số").get_by_role("listitem")

    await expect(sentence).to_contain_text("Chữ ký số của Tô Hữu Phước, UBND Phường 1, ký lúc 08:12 ngày 26/6/2024")
    await expect(sentence).to_contain_text("ký toàn bộ tệp; không bị sửa sau khi ký")


async def test_a_file_that_another_unit_has_used_is_pointed_out_to_the_reviewer(open_page: OpenPage, sign_in: SignIn) -> None:
    officer, other = await sign_in("26506.officer"), await sign_in("26509.officer")
    letter = {"file": ("Biên bản.pdf", pdf_of(LETTER), "application/pdf")}
    await other.send("POST", "/evidence", expected=201, files=letter, data={"title": "Biên bản của phường bên"})
    paper = await _in_review(officer, 1)
    await officer.send(
        "POST", f"/evidence/{paper['id']}/versions", expected=201, files=letter, headers={"If-Match": f'"v{paper["version"]}"'}
    )
    page = await _entered(open_page, "pnv.chuyenvien", f"/evidence?document={paper['id']}")

    told = page.get_by_role("listitem").filter(has_text="Trùng tệp với")

    await expect(page.get_by_role("heading", name="Tài liệu gần giống")).to_be_visible()
    await expect(told).to_contain_text("một tài liệu ngoài phạm vi được xem")  # the other one was sent to nobody yet
    await told.get_by_role("button", name="Bỏ qua lưu ý").press("Enter")
    await page.get_by_label("Lý do bỏ qua").fill("Biên bản chung của hai phường.")
    await page.get_by_role("dialog").get_by_role("button", name="Bỏ qua lưu ý").press("Enter")
    await expect(told).to_contain_text("“Biên bản chung của hai phường.”")


async def test_a_byte_that_turned_over_on_the_way_is_noticed_and_the_file_sent_again(open_page: OpenPage, sign_in: SignIn) -> None:
    content = files.pdf(note="sai lệch") + b"%" * (2 << 20)
    page = await open_page("/")
    await page.context.add_init_script(TURNING)
    await sign_in_on(page, "26506.officer")
    await page.goto("/evidence")
    chooser = page.locator('input[type="file"][multiple]').first

    await page.evaluate("globalThis.turnedLeft = 1")
    await chooser.set_input_files({"name": "Biên bản sai lệch.pdf", "mimeType": "application/pdf", "buffer": content})
    await expect(page.get_by_role("table").get_by_text("Biên bản sai lệch").first).to_be_visible()
    assert await page.evaluate("globalThis.turnedLeft") == 0

    await page.evaluate("globalThis.turnedLeft = 99")
    await chooser.set_input_files({"name": "Lần hai.pdf", "mimeType": "application/pdf", "buffer": content + b"%"})
    await expect(page.get_by_text("Tệp nhận được khác với tệp đã chọn").first).to_be_visible()
    found = (await (await sign_in("26506.officer")).get(f"/evidence?sha256={sha256(content).hexdigest()}"))["items"]
    assert [item["file_name"] for item in found] == ["Biên bản sai lệch.pdf"]


TURNING = """
const send = XMLHttpRequest.prototype.send
XMLHttpRequest.prototype.send = function (body) {
  if (!(globalThis.turnedLeft > 0) || !(body instanceof Blob)) return send.call(this, body)
  globalThis.turnedLeft -= 1
  return send.call(this, new Blob([body.slice(0, body.size - 1), '!']))
}
"""
