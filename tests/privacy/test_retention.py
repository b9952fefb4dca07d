"""How long documents are kept is data; what is due is listed, and what is held back stays, whatever its time."""

from typing import Any

import pytest

from papi.kit import clock
from papi.privacy.retention import SHIPPED
from tests.support.archive import Archive
from tests.support.erasing import BODY, carry_out, proposed
from tests.support.reporting import Reporting

OVER: dict[str, Any] = BODY | {"ground": "retention_over"}
RULES = SHIPPED.model_dump(mode="json")


async def due(who: Any) -> list[tuple[str, str]]:
    return [(row["id"], row["use"]) for row in (await who.get("/retention/due")).json()["items"]]


def later(years: int) -> Any:
    return clock.business_at(clock.business().replace(month=1, day=2, year=clock.business().year + years))


@pytest.mark.parametrize(("marked", "years", "use"), [("false", 2, "unused"), ("true", 1, "unused_personal")])
async def test_a_document_is_due_when_its_whole_years_are_over(archive: Archive, marked: str, years: int, use: str) -> None:
    made = await archive.document(contains_personal_data=marked)

    with later(years):
        before = await due(archive.head)
        early = await archive.head.post("/erasures", OVER | {"evidence_id": made["id"]})
    with later(years + 1):
        after = await due(archive.head)
        erasure = await proposed(archive.head, made["id"], ground="retention_over")
        approved = await archive.leader.post(f"/erasures/{erasure['id']}/approve")
        await carry_out(archive.world)
        at_last = await due(archive.head)

    assert (before, after, at_last) == ([], [(made["id"], use)], [])
    assert (early.status_code, early.json()["code"]) == (409, "not_due")
    assert approved.status_code == 200


async def test_what_proves_a_sealed_report_is_due_by_the_end_of_its_period(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    with later(10):
        before = await due(reporting.coordinator)
    with later(11):
        after = await due(reporting.coordinator)

    assert before == []
    assert (document, "sealed") in after


async def test_what_is_held_is_not_erased_until_the_hold_is_lifted(archive: Archive) -> None:
    made = await archive.document()
    await archive.release(made["id"])
    address = f"/evidence/{made['id']}/hold"
    erasure = await proposed(archive.coordinator, made["id"])
    held = await archive.coordinator.post(address, {"reason": "Đang thanh tra"})

    refused = await archive.leader.post(f"/erasures/{erasure['id']}/approve")
    twice = await archive.coordinator.post(address, {"reason": "Lần nữa"})
    lifted = await archive.coordinator.delete(address)
    again = await archive.coordinator.delete(address)
    approved = await archive.leader.post(f"/erasures/{erasure['id']}/approve")

    assert (held.json()["reason"], held.json()["allowed_actions"]) == ("Đang thanh tra", ["lift"])
    assert (refused.status_code, refused.json()["code"]) == (409, "held")
    assert "Đang thanh tra" in refused.json()["detail"]
    assert [answer.status_code for answer in (twice, lifted, again, approved)] == [409, 200, 409, 200]


async def test_rules_are_written_down_whole_and_hold_from_then_on(archive: Archive) -> None:
    made = await archive.document()
    shipped = (await archive.coordinator.get("/retention-rules")).json()
    longer = [rule | {"years": 30} for rule in RULES["rules"]]

    written = await archive.coordinator.request("PUT", "/retention-rules", json=RULES | {"rules": longer, "confirmed": True})
    stale = await archive.coordinator.request("PUT", "/retention-rules", json=RULES, headers={"If-Match": '"v0"'})
    twice = await archive.coordinator.request("PUT", "/retention-rules", json=RULES | {"rules": [longer[0]] * 4})

    with later(5):
        assert await due(archive.head) == []
    assert (shipped["written"], shipped["confirmed"], written.json()["written"], written.json()["confirmed"]) == (False, False, True, True)
    assert (stale.status_code, twice.status_code) == (412, 422)
    assert made["id"] not in str(await due(archive.head))
