"""Addresses, methods, types of content and versions: what the contract says of every request."""

import pytest

from papi.kit.documents import CSV
from tests.support.reporting import Reporting


async def test_an_address_that_takes_another_method_says_so(reporting: Reporting) -> None:
    answer = await reporting.officer.get("/auth/token")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "POST" in answer.headers["allow"]
    assert (await reporting.officer.get("/nowhere")).json()["code"] == "not_found"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_a_body_that_does_not_say_that_it_is_json_is_refused(reporting: Reporting, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = await reporting.coordinator.request("POST", "/periods", content=b"{}", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_type")


async def test_parameters_that_nobody_knows_are_refused_on_every_address(reporting: Reporting) -> None:
    misspelt = await reporting.officer.post("/reports/00000000-0000-7000-8000-000000000000/carry-forward?dryrun=true", {})

    assert (misspelt.status_code, misspelt.json()["errors"][0]["pointer"]) == (422, "?dryrun")
    assert (await reporting.officer.get("/me?x=1")).status_code == 422


@pytest.mark.parametrize("given", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
async def test_who_has_the_present_state_is_sent_nothing(reporting: Reporting, given: str) -> None:
    await reporting.opened_period()
    address = f"/reports/{(await reporting.report_of(reporting.officer))['id']}"
    tag = (await reporting.officer.get(address)).headers["etag"]

    seen = await reporting.officer.get(address, headers={"If-None-Match": given.format(tag=tag)})

    assert (seen.status_code, seen.content, seen.headers["etag"]) == (304, b"", tag)


async def test_tags_tell_the_version_and_what_this_caller_sees(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    address = f"/reports/{report['id']}"

    own, reviewers = [(await who.get(address)).headers["etag"] for who in (reporting.officer, reporting.coordinator)]

    assert own.startswith(f'"v{report["version"]}.{report["content_version"]}-')
    assert own.partition("-")[0] == reviewers.partition("-")[0]
    assert own != reviewers


async def test_a_table_of_targets_needs_no_tag(reporting: Reporting) -> None:
    address = f"/plans/{reporting.plan_id}/targets"
    tag = (await reporting.coordinator.get(address)).headers["etag"]

    assert (await reporting.coordinator.get(address, headers={"Accept": CSV, "If-None-Match": tag})).status_code == 200
