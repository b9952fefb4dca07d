"""A head lets a person of the unit act for a while: in the head's name, and not a day longer."""

from datetime import datetime, timedelta

from papi.access.permissions import Role
from papi.directory.models import Membership, Person
from papi.kit import clock
from tests.support.delegating import delegated, delegation_to, signed_in_by, standing_in
from tests.support.reporting import NOW, Reporting
from tests.support.world import Someone


async def test_who_stands_in_sends_the_report_in_the_heads_name(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)

    sent = await deputy.post(f"/reports/{report['id']}/submit")

    assert (sent.status_code, sent.json()["state"]) == (200, "submitted")
    assert sent.json()["submitted_by"] == "Nguyễn Thị Lệ (thay mặt Trần Văn Minh)"
    in_english = await deputy.get(f"/reports/{report['id']}", headers={"Accept-Language": "en"})
    assert in_english.json()["submitted_by"] == "Nguyễn Thị Lệ (on behalf of Trần Văn Minh)"
    timeline = (await reporting.coordinator.get(f"/reports/{report['id']}/timeline")).json()["items"]
    assert timeline[-1]["person"] == "Nguyễn Thị Lệ (thay mặt Trần Văn Minh)"
    found = (await reporting.coordinator.get("/history?q=tran van minh")).json()["items"]
    assert "Nguyễn Thị Lệ (thay mặt Trần Văn Minh)" in {item["person"] for item in found}


async def test_the_audit_names_both_and_the_chain_holds(reporting: Reporting) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    await reporting.opened_period()
    report = await reporting.filled_report(deputy)
    await deputy.post(f"/reports/{report['id']}/submit")
    await reporting.world.let_the_worker_run()

    rows = (await reporting.admin.get("/audit?action=report.submitted")).json()["items"]

    assert [(row["actor"], row["actor_id"], row["behalf_id"]) for row in rows] == [
        ("Nguyễn Thị Lệ (thay mặt Trần Văn Minh)", str(reporting.officer.id), str(reporting.head.id))
    ]
    assert (await reporting.admin.get("/audit/verify")).json()["ok"] is True


async def test_the_seal_says_who_sent_it_and_for_whom(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    await deputy.post(f"/reports/{report['id']}/submit")
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    seal = (await reporting.head.get(f"/reports/{report['id']}/seal")).json()

    assert "Nguyễn Thị Lệ (thay mặt Trần Văn Minh)" in seal["content"]


async def test_it_begins_on_its_first_day_and_ends_by_itself_after_its_last(reporting: Reporting) -> None:
    made = await delegated(reporting.head, reporting.officer, valid_from="2024-09-12", valid_to="2024-09-13")
    deputy = await signed_in_by(reporting.world, made["id"], reporting.officer)
    seen: dict[int, tuple[int, str]] = {}
    for day in (11, 12, 13, 14):
        with clock.business_at(datetime(2024, 9, day, 23, 30, tzinfo=clock.TIMEZONE)):
            state = (await reporting.head.get(f"/delegations/{made['id']}")).json()["state"]
            seen[day] = ((await deputy.get("/me")).status_code, state)

    assert seen == {11: (401, "planned"), 12: (200, "active"), 13: (200, "active"), 14: (401, "expired")}


async def test_it_can_be_ended_at_once_by_the_head_the_administrator_or_who_received_it(reporting: Reporting) -> None:
    for who in (reporting.head, reporting.admin, None):
        made = await delegated(reporting.head, reporting.officer)
        deputy = await signed_in_by(reporting.world, made["id"], reporting.officer)
        assert (await deputy.get("/reports")).status_code == 200

        ended = await (who or deputy).post(f"/delegations/{made['id']}/end", headers={"If-Match": '"v1"'})

        if who is not None:
            assert (ended.status_code, ended.json()["state"], ended.json()["allowed_actions"]) == (200, "ended", [])
            again = await who.post(f"/delegations/{made['id']}/end")
            assert (again.status_code, again.json()["code"]) == (409, "delegation_over")
        assert (await deputy.get("/reports")).status_code == 401
    assert len((await reporting.head.get("/delegations")).json()["items"]) == 3


async def test_it_does_not_outlive_the_heads_or_the_receivers_own_place(reporting: Reporting) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    own = reporting.head.membership_id
    await reporting.admin.delete(f"/users/{reporting.head.id}/memberships/{own}")
    assert (await deputy.get("/reports")).status_code == 401
    states = {item["state"] for item in (await reporting.admin.get("/delegations")).json()["items"]}
    assert states == {"lapsed"}

    other_head = await reporting.world.person(Role.UNIT_HEAD, reporting.ward)
    second = await standing_in(reporting.world, other_head, reporting.officer)
    await reporting.admin.delete(f"/users/{reporting.officer.id}/memberships/{reporting.officer.membership_id}")
    assert (await second.get("/reports")).status_code == 401


async def test_it_ends_with_the_account_of_the_head(reporting: Reporting) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)

    await reporting.admin.patch(f"/users/{reporting.head.id}", {"active": False})

    assert (await deputy.get("/reports")).status_code == 401


async def test_nobody_passes_on_what_was_lent(reporting: Reporting) -> None:
    third = await reporting.world.person(Role.OFFICER, reporting.ward)
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    other = await reporting.world.person(Role.UNIT_HEAD, reporting.ward)
    others = await delegated(other, third)

    passed_on = await deputy.post("/delegations", delegation_to(third, valid_from="2024-09-22", valid_to="2024-09-23"))
    ended = await deputy.post(f"/delegations/{others['id']}/end")
    made_for = await reporting.admin.post(
        "/delegations", delegation_to(third, giver_id=str(reporting.officer.id), unit_id=str(reporting.ward.id))
    )

    assert (passed_on.status_code, passed_on.json()["code"]) == (403, "delegated_role")
    assert (ended.status_code, ended.json()["code"]) == (403, "delegated_role")
    assert (made_for.status_code, made_for.json()["errors"][0]["pointer"]) == (422, "/giver_id")


async def test_one_person_at_a_time_stands_in(reporting: Reporting) -> None:
    third = await reporting.world.person(Role.OFFICER, reporting.ward)
    first = await delegated(reporting.head, reporting.officer)

    overlapping = await reporting.head.post("/delegations", delegation_to(third, valid_from="2024-09-20", valid_to="2024-09-25"))
    following = await reporting.head.post("/delegations", delegation_to(third, valid_from="2024-09-21", valid_to="2024-09-25"))
    await reporting.head.post(f"/delegations/{first['id']}/end")
    instead = await reporting.head.post("/delegations", delegation_to(third))

    assert (overlapping.status_code, overlapping.json()["code"]) == (409, "delegation_overlaps")
    assert "Nguyễn Thị Lệ" in overlapping.json()["detail"]
    assert (following.status_code, instead.status_code) == (201, 201)


async def test_only_somebody_of_the_unit_who_does_not_head_it_and_days_that_make_sense(reporting: Reporting) -> None:
    other_head = await reporting.world.person(Role.UNIT_HEAD, reporting.ward)

    async def refused(receiver: Someone, **changes: str) -> str:
        answer = await reporting.head.post("/delegations", delegation_to(receiver, **changes))
        assert answer.status_code == 422, answer.text
        return answer.json()["errors"][0]["pointer"]

    assert await refused(reporting.stranger) == "/receiver_id"
    assert await refused(reporting.head) == "/receiver_id"
    assert await refused(other_head) == "/receiver_id"
    assert await refused(reporting.officer, valid_from="2024-09-09") == "/valid_from"
    assert await refused(reporting.officer, valid_to="2024-09-09") == "/"
    assert await refused(reporting.officer, valid_to="2025-12-31") == "/"
    assert await refused(reporting.officer, giver_id=str(other_head.id)) == "/giver_id"


async def test_the_administrator_delegates_for_a_head_who_is_ill(reporting: Reporting) -> None:
    body = delegation_to(reporting.officer, giver_id=str(reporting.head.id), unit_id=str(reporting.ward.id))

    made = await reporting.admin.post("/delegations", body)

    assert (made.status_code, made.json()["giver"]["full_name"]) == (201, "Trần Văn Minh")
    assert made.json()["state"] == "active"
    await reporting.world.let_the_worker_run()
    for person in (reporting.head, reporting.officer):
        told = (await person.get("/notifications")).json()["items"]
        assert told[0]["text"] == "ủy quyền: Nguyễn Thị Lệ thay mặt Trần Văn Minh từ 10/9/2024 đến 20/9/2024"
    third = await reporting.world.person(Role.OFFICER, reporting.ward)
    assert (await third.get("/notifications")).json()["items"] == []


async def test_the_membership_is_chosen_as_any_other_and_says_on_whose_behalf(reporting: Reporting) -> None:
    await delegated(reporting.head, reporting.officer)

    me = (await reporting.officer.get("/me")).json()

    assert [(post["role"], post["on_behalf_of"], post["valid_to"]) for post in me["memberships"]] == [
        ("officer", None, None),
        ("unit_head", "Trần Văn Minh", "2024-09-20"),
    ]
    lent = me["memberships"][1]["id"]
    refused = await reporting.admin.delete(f"/users/{reporting.officer.id}/memberships/{lent}")
    assert (refused.status_code, refused.json()["code"]) == (409, "membership_delegated")
    people = await reporting.head.get("/users", headers={"Accept": "text/csv"})
    assert "Lãnh đạo đơn vị (thay mặt Trần Văn Minh), Phường 1" in people.text


async def test_of_two_delegations_at_once_one_stands(reporting: Reporting) -> None:
    officer = await reporting.world.person(Role.OFFICER, reporting.ward)
    with clock.business_at(NOW + timedelta(days=1)):
        answers = [await reporting.head.post("/delegations", delegation_to(who, valid_from="2024-09-11")) for who in (officer, officer)]

    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_a_person_who_acts_for_two_heads_says_so_each_time(reporting: Reporting) -> None:
    """A further membership of a person in another unit carries nothing of the delegation."""
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, reporting.officer.id)
    elsewhere = await reporting.world.membership(person, Role.OFFICER, reporting.other_ward)
    there = await reporting.world.sign_in(person, elsewhere, reporting.other_ward)

    assert (await deputy.get("/me")).json()["membership"]["on_behalf_of"] == "Trần Văn Minh"
    assert (await there.get("/me")).json()["membership"]["on_behalf_of"] is None
    assert isinstance(elsewhere, Membership)
