"""A large file whose line breaks, whose page is closed, whose clerk pauses and whose server is restarted is there once in the end."""

import re
from hashlib import sha256
from pathlib import Path

from playwright.async_api import Browser, CDPSession, Page, Request, expect

from tests.support import files
from tests.support.browser import new_page, sign_in_on
from tests.support.people import script_of
from tests.support.processes import free_port
from tests.support.servers import Installation, served

CONTENT = files.pdf(note="đường truyền kém") + b"%" * (20 * 1024 * 1024)
NAME = "Biên bản họp dân.pdf"
BYTES_A_SECOND = 3 * 1024 * 1024


class Line:
    """The clerk's line: slow, or gone. `offsets` are those at which the page went on sending."""

    def __init__(self, page: Page, wire: CDPSession) -> None:
        self.page, self.wire = page, wire
        self.offsets: list[int] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "PATCH" and "/uploads/" in request.url:
            self.offsets.append(int(request.headers["upload-offset"]))

    async def slow(self, *, gone: bool = False) -> None:
        await self.page.context.set_offline(gone)
        speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": BYTES_A_SECOND}
        await self.wire.send("Network.emulateNetworkConditions", {"offline": gone, **speed})


async def _until_under_way(page: Page) -> None:
    await expect(page.get_by_text(re.compile(r"đang tải lên ([2-9]\d)%")).first).to_be_visible()


async def test_it_goes_on_where_it_was_and_is_there_once(chromium: Browser, installation: Installation, tmp_path: Path) -> None:
    path, port = tmp_path / NAME, free_port()
    path.write_bytes(CONTENT)
    async with served(installation, port=port) as server:
        page = await new_page(chromium, server)
        line = Line(page, await page.context.new_cdp_session(page))
        await page.goto("/evidence")
        await sign_in_on(page, "26506.officer")
        await page.goto("/evidence")
        await line.slow()
        await page.locator('input[type="file"][multiple]').first.set_input_files(path)
        await _until_under_way(page)

        await line.slow(gone=True)
        await expect(page.get_by_text(re.compile(r"Gián đoạn ở \d+%, tự tiếp tục khi có mạng\.")).first).to_be_visible()
        await line.slow()
        await _until_under_way(page)

        await page.reload()
        await expect(page.get_by_text(NAME).first).to_be_visible()
        assert line.offsets[-1] > 0
        await page.get_by_role("button", name=f"Tạm dừng tải lên {NAME}").click()
        await expect(page.get_by_text(re.compile(r"Đã tạm dừng ở \d+%")).first).to_be_visible()
        await page.goto("/")
        tray = page.get_by_role("region", name="Tệp đang tải lên")
        await expect(tray.get_by_text(re.compile(r"Đã tạm dừng ở \d+%"))).to_be_visible()
    await tray.get_by_role("button", name=f"Tiếp tục tải lên {NAME}").click()
    await expect(tray.get_by_text(re.compile("Gián đoạn|chờ mạng")).first).to_be_visible()
    paused_at = len(line.offsets)
    async with served(installation, port=port) as server:
        await expect(tray).to_have_count(0, timeout=60_000)
        assert min(line.offsets[paused_at:]) > 0
        script = await script_of(server, "26506.officer")
        found = (await script.get(f"/evidence?sha256={sha256(CONTENT).hexdigest()}"))["items"]
        await script.client.aclose()
    assert [item["file_name"] for item in found] == [NAME]
    await page.context.close()
