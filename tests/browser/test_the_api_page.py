"""The description of the API in the browser: who is signed in tries a request with their own rights."""

from playwright.async_api import expect

from tests.support.browser import OpenPage, sign_in_on


async def test_who_is_signed_in_tries_a_request_with_their_own_rights(open_page: OpenPage) -> None:
    page = await open_page("/sign-in?next=%2Fdocs")
    await sign_in_on(page, "26506.officer")
    await expect(page.get_by_text("Lời gọi thử được gửi với tên")).to_contain_text("Phường 1")

    await page.locator("h3[data-tag=reports]").click()
    await page.locator("#operations-reports-list_reports .opblock-summary-control").click()
    await page.get_by_role("button", name="Try it out").click()
    async with page.expect_response("**/api/v1/reports?**") as answered:
        await page.get_by_role("button", name="Execute").click()

    answer = await answered.value
    units = {report["unit"]["name"] for report in (await answer.json())["items"]}
    assert (answer.status, units) == (200, {"Phường 1"})
    await expect(page.locator(".live-responses-table .response-col_status").nth(1)).to_contain_text("200")
