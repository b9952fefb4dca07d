"""A department that leads a joint task takes what its supporters have sent into its own draft, edits it, and sends it."""

import re
from typing import Any, NamedTuple

from playwright.async_api import expect

from tests.support.browser import OpenPage, accessibility_violations, sign_in_on
from tests.support.clerk import RESULT
from tests.support.people import Script, SignIn, fill_report, latest_report

EDITED = "Tổng hợp chung: các đơn vị phối hợp đã triển khai đúng kế hoạch."


class Led(NamedTuple):
    """A line of a joint task in a draft of its lead, and what its supporters have sent of it."""

    username: str
    head: Script
    line: dict[str, Any]
    gathered: dict[str, Any]


async def _led(sign_in: SignIn) -> Led:
    """The first department in official order whose quarter's report is a draft, and that leads a task on which others have sent lines."""
    units = (await (await sign_in("pnv.chuyenvien")).get("/units", params={"limit": "200"}))["items"]
    for username in [f"{unit['code'].lower()}.head" for unit in units if unit["kind"] == "department" and not unit["coordinating"]]:
        head = await sign_in(username)
        report = await latest_report(head)
        if report["state"] != "draft":
            continue
        for line in (await head.get(f"/reports/{report['id']}/lines"))["items"]:
            if line["part"] == "lead" and line["task"]["mode"] == "joint" and line["result"] == "":
                answer = await head.client.post(f"/api/v1/report-lines/{line['id']}/roll-up?dry_run=true")
                if answer.status_code == 200:
                    return Led(username, head, line, answer.json())
    message = "no department of the demo has something to gather"
    raise AssertionError(message)


async def test_a_lead_department_gathers_edits_and_sends(open_page: OpenPage, sign_in: SignIn) -> None:
    username, head, line, gathered = await _led(sign_in)
    page = await open_page("/")
    await sign_in_on(page, username)
    await page.goto(f"/reports/{line['report_id']}?line={line['id']}")

    await page.get_by_role("button", name="Tổng hợp từ các đơn vị phối hợp").click()
    dialog = page.get_by_role("dialog", name="Tổng hợp từ các đơn vị phối hợp")
    await expect(dialog.get_by_text(f"Tổng hợp từ: {gathered['sources'][0]['unit']}")).to_be_visible()
    assert await accessibility_violations(page) == []
    await dialog.get_by_role("button", name="Ghi vào dòng này").click()
    await expect(dialog).to_have_count(0)
    field = page.get_by_label(RESULT)
    await expect(field).to_have_value(gathered["result"])
    await field.press("Control+Home")
    await page.keyboard.insert_text(f"{EDITED}\n")
    await page.keyboard.press("Control+KeyS")
    await expect(page.get_by_text(re.compile("^Đã lưu lúc")).first).to_be_visible()

    await fill_report(head, await latest_report(head))
    await page.goto(f"/reports/{line['report_id']}/check")
    await page.get_by_role("button", name="Gửi báo cáo quý III/2024").click()
    await expect(page.get_by_text("Đã gửi lúc")).to_be_visible()

    sent = await (await sign_in("pnv.chuyenvien")).get(f"/report-lines/{line['id']}")
    assert sent["result"] == f"{EDITED}\n{gathered['result']}"
    own = await head.get(f"/report-lines/{line['id']}")  # where its words came from is the unit's own matter
    assert {source["unit"] for source in own["carried_from"]} == {source["unit"] for source in gathered["sources"]}
