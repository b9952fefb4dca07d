"""The administrator keeps people's accounts; heads see those of their own unit; nothing is deleted."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from tests.support.accounts_world import PASSWORD, account, admin_of, bearing, sign_in
from tests.support.world import LONG_AGO, World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def somebody(unit: Unit, **changes: object) -> dict[str, object]:
    return {"username": "26506.officer", "full_name": "Trần Thị Mai", "unit_id": str(unit.id), "role": "officer", **changes}


async def test_a_new_account_comes_with_a_password_for_one_use(world: World) -> None:
    ward, admin = await world.unit(), await admin_of(world)

    made = (await admin.post("/users", somebody(ward, email="mai@vungtau.example"))).json()

    assert (made["username"], made["must_change_password"], made["memberships"][0]["role"]) == ("26506.officer", True, "officer")
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer", made["one_time_password"]))
    assert (await me.get("/users")).json()["code"] == "password_change_required"
    change = {"current_password": made["one_time_password"], "new_password": PASSWORD}
    assert (await me.post("/me/password", change)).status_code == 204
    assert (await sign_in(world.anyone, "26506.officer", made["one_time_password"])).status_code == 400
    assert (await sign_in(world.anyone, "26506.officer", PASSWORD)).status_code == 200


async def test_an_answer_with_a_first_password_is_not_stored_for_repetition(world: World) -> None:
    ward, admin = await world.unit(), await admin_of(world)
    key = {"Idempotency-Key": "b7"}

    first = await admin.post("/users", somebody(ward), headers=key)
    again = await admin.post("/users", somebody(ward), headers=key)

    assert (first.status_code, again.status_code, again.json()["code"]) == (201, 409, "username_taken")
    assert first.json()["one_time_password"] not in again.text


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"username": "Có Dấu"}, "/username"),
        ({"username": "ab"}, "/username"),
        ({"full_name": "  "}, "/full_name"),
        ({"full_name": "x" * 301}, "/full_name"),
        ({"full_name": "a\x00b"}, "/full_name"),
        ({"email": "không phải thư"}, "/email"),
        ({"role": "mayor"}, "/role"),
        ({"unit_id": "0192f000-0000-7000-8000-000000000000"}, "/unit_id"),
        ({"unit_id": "26506"}, "/unit_id"),
        ({"password": "tự đặt mật khẩu này"}, "/password"),
    ],
)
async def test_a_field_that_is_wrong_is_named_and_nothing_is_made(world: World, change: dict[str, object], pointer: str) -> None:
    ward, admin = await world.unit(), await admin_of(world)

    answer = await admin.post("/users", somebody(ward, **change))

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert (await admin.get("/users?q=mai")).json()["items"] == []


async def test_a_name_in_use_and_a_unit_out_of_use_are_refused(world: World) -> None:
    ward, admin = await world.unit(), await admin_of(world)
    await admin.post("/users", somebody(ward))
    await admin.patch(f"/units/{ward.id}", {"valid_to": str(clock.today() - timedelta(days=1))})

    taken = await admin.post("/users", somebody(ward))
    gone = await admin.post("/users", somebody(ward, username="26506.head"))

    assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (409, "/username")
    assert (gone.status_code, gone.json()["errors"][0]["pointer"]) == (422, "/unit_id")


async def test_the_administrator_sees_where_an_account_is_signed_in_and_ends_one_of_its_sessions(world: World) -> None:
    admin = await admin_of(world)
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    officer = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))
    sessions = f"/users/{person.id}/sessions"

    [open_one] = (await admin.get(sessions)).json()["items"]
    ended = await admin.delete(f"{sessions}/{open_one['id']}")

    assert (open_one["client_id"], open_one["current"], ended.status_code) == ("papi-script", False, 204)
    assert (await officer.get("/me")).status_code == 401
    assert (await admin.get(sessions)).json()["items"] == []
    assert (await admin.delete(f"{sessions}/{open_one['id']}")).status_code == 404


async def test_deactivating_an_account_ends_its_sessions_at_once_and_it_can_come_back(world: World) -> None:
    admin = await admin_of(world)
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))

    gone = await admin.patch(f"/users/{person.id}", {"active": False})

    assert (gone.status_code, gone.json()["active"]) == (200, False)
    assert (await me.get("/me")).status_code == 401
    assert (await sign_in(world.anyone, "26506.officer")).status_code == 400
    assert (await admin.patch(f"/users/{person.id}", {"active": True})).status_code == 200
    assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


async def test_of_two_administrators_who_edit_at_once_the_second_is_told(world: World) -> None:
    admin = await admin_of(world)
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    read = await admin.get(f"/users/{person.id}")
    tag = {"If-Match": read.headers["etag"]}

    first = await admin.patch(f"/users/{person.id}", {"full_name": "Trần Thị Mai Anh"}, headers=tag)
    second = await admin.patch(f"/users/{person.id}", {"full_name": "Trần Mai"}, headers=tag)

    assert (first.status_code, second.status_code) == (200, 412)
    assert second.json()["current_version"] == str(first.json()["version"])
    assert (await admin.get(f"/users/{person.id}")).json()["full_name"] == "Trần Thị Mai Anh"
    unchanged = await admin.get(f"/users/{person.id}", headers={"If-None-Match": first.headers["etag"]})
    assert unchanged.status_code == 304


async def test_a_name_cannot_be_emptied(world: World) -> None:
    admin = await admin_of(world)
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())

    answer = await admin.patch(f"/users/{person.id}", {"full_name": None})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/full_name")


async def test_an_ended_membership_counts_no_more_at_once_and_stays_as_history(world: World) -> None:
    admin, ward, other = await admin_of(world), await world.unit(), await world.unit("Phường 2")
    person, (here, _) = await account(world, "26506.officer", Role.OFFICER, ward, other)
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer", membership=str(here.id)))

    ended = await admin.delete(f"/users/{person.id}/memberships/{here.id}")

    assert ended.status_code == 200
    assert (await me.get("/me")).status_code == 401
    post = next(item for item in ended.json()["memberships"] if item["id"] == str(here.id))
    assert (post["valid_from"], post["valid_to"]) == (str(LONG_AGO), str(clock.today() - timedelta(days=1)))
    again = await admin.delete(f"/users/{person.id}/memberships/{here.id}")
    assert (again.status_code, again.json()["code"]) == (409, "membership_ended")
    signed_in = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))
    assert [post["unit"]["name"] for post in (await signed_in.get("/me")).json()["memberships"]] == ["Phường 2"]


async def test_a_further_membership_works_from_its_day(world: World) -> None:
    admin, ward, other = await admin_of(world), await world.unit(), await world.unit("Phường 2")
    person, _ = await account(world, "26506.officer", Role.OFFICER, ward)
    later = clock.today() + timedelta(days=7)
    body = {"unit_id": str(other.id), "role": "unit_head"}

    assert (await admin.post(f"/users/{person.id}/memberships", {**body, "valid_from": str(later)})).status_code == 201
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))
    assert len((await me.get("/me")).json()["memberships"]) == 1
    twice = await admin.post(f"/users/{person.id}/memberships", {**body, "valid_from": str(later + timedelta(days=1))})
    assert (twice.status_code, twice.json()["code"]) == (409, "membership_held")
    backwards = {**body, "role": "officer", "valid_from": "2024-09-02", "valid_to": "2024-09-01"}
    assert (await admin.post(f"/users/{person.id}/memberships", backwards)).status_code == 422
    with clock.business_at(clock.business() + timedelta(days=7)):
        assert len((await me.get("/me")).json()["memberships"]) == 2


async def test_nobody_locks_themselves_out(world: World) -> None:
    admin = await admin_of(world)

    locked = await admin.patch(f"/users/{admin.id}", {"active": False})
    left = await admin.delete(f"/users/{admin.id}/memberships/{admin.membership_id}")

    assert {(answer.status_code, answer.json()["code"]) for answer in (locked, left)} == {(409, "own_account")}
    assert (await admin.get("/me")).status_code == 200


async def test_people_are_found_by_name_unit_role_and_exported_in_words(world: World) -> None:
    admin, ward = await admin_of(world), await world.unit()
    await world.person(Role.OFFICER, ward, full_name="Đặng Thị Ngọc Ánh")
    await world.person(Role.UNIT_HEAD, ward, full_name="Nguyễn Văn Bình")

    async def names(query: str) -> list[str]:
        return [item["full_name"] for item in (await admin.get(f"/users?{query}")).json()["items"]]

    assert await names("q=dang anh") == ["Đặng Thị Ngọc Ánh"]
    assert await names(f"unit={ward.id}&role=unit_head") == ["Nguyễn Văn Bình"]
    assert await names(f"unit={ward.id}&sort=-full_name") == ["Đặng Thị Ngọc Ánh", "Nguyễn Văn Bình"]
    file = await admin.get(f"/users?unit={ward.id}", headers={"Accept": XLSX})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Họ và tên", "Tên đăng nhập"]
    assert "Cán bộ, Phường 1" in rows[1]


async def test_pages_of_people_follow_one_another_with_the_same_number_of_queries(world: World) -> None:
    admin, ward = await admin_of(world), await world.unit()
    for number in range(7):
        await account(world, f"nguoi.{number}", Role.OFFICER, ward)

    with world.counted_queries() as few:
        first = (await admin.get(f"/users?unit={ward.id}&limit=2&count=true")).json()
    with world.counted_queries() as many:
        rest = (await admin.get(f"/users?unit={ward.id}&limit=200&cursor={first['next_cursor']}&count=true")).json()

    assert (len(first["items"]), len(rest["items"]), first["total"], rest["next_cursor"]) == (2, 5, 7, None)
    assert few.number == many.number


async def test_a_head_sees_the_people_of_the_own_unit_and_cannot_change_them(world: World) -> None:
    ward = await world.unit()
    head, colleague = await world.person(Role.UNIT_HEAD, ward), await world.person(Role.OFFICER, ward)
    stranger = await world.person(Role.OFFICER, await world.unit("Phường 2"))

    listed = (await head.get("/users")).json()["items"]

    assert {item["id"] for item in listed} == {str(head.id), str(colleague.id)}
    assert [item["allowed_actions"] for item in listed] == [[], []]
    assert (await head.get(f"/users/{stranger.id}")).status_code == 404
    assert (await head.patch(f"/users/{colleague.id}", {"active": False})).status_code == 403


async def test_whoever_has_left_the_unit_is_no_longer_seen_by_it(world: World) -> None:
    ward = await world.unit()
    head, colleague = await world.person(Role.UNIT_HEAD, ward), await world.person(Role.OFFICER, ward)
    await (await admin_of(world)).delete(f"/users/{colleague.id}/memberships/{colleague.membership_id}")

    assert (await head.get(f"/users/{colleague.id}")).status_code == 404


async def test_what_was_done_to_an_account_is_told_in_words(world: World) -> None:
    admin, ward = await admin_of(world), await world.unit()
    made = (await admin.post("/users", somebody(ward))).json()
    await admin.patch(f"/users/{made['id']}", {"full_name": "Trần Thị Mai Anh"})

    told = (await admin.get(f"/history?subject=person:{made['id']}")).json()["items"]

    assert [fact["kind"] for fact in told] == ["person.changed", "person.joined", "person.created"]
    assert told[0]["changes"] == [{"label": "Họ và tên", "before": "Trần Thị Mai", "after": "Trần Thị Mai Anh"}]
    assert told[1]["text"] == "giao vai trò Cán bộ tại Phường 1"


async def test_the_demo_lists_its_accounts_one_of_each_kind_first_and_no_other_installation_does(world: World) -> None:
    assert (await world.anyone.get("/demo/accounts")).status_code == 404
    city, ward, other = await world.unit("UBND thành phố", UnitKind.CITY), await world.unit(), await world.unit("Phường 2")
    await account(world, "26506.officer", Role.OFFICER, ward, demo=True)
    await account(world, "26509.officer", Role.OFFICER, other, demo=True)
    await account(world, "ubnd.lanhdao", Role.LEADER, city, demo=True)
    await account(world, "zz.head", Role.UNIT_HEAD, other, demo=True)
    await account(world, "that.su", Role.OFFICER, ward)
    world.app.state.settings = world.app.state.settings.model_copy(update={"demo": True})

    listed = (await world.anyone.get("/demo/accounts")).json()

    assert listed["password"] == "vungtau-2024-demo"
    assert [item["username"] for item in listed["accounts"]] == ["ubnd.lanhdao", "26506.officer", "zz.head", "26509.officer"]


async def test_me_says_what_the_screens_need(world: World) -> None:
    admin, officer = await admin_of(world), await world.person(Role.OFFICER, await world.unit())

    mine, theirs = (await admin.get("/me")).json(), (await officer.get("/me")).json()

    assert (mine["idle_minutes"], theirs["idle_minutes"]) == (5, 15)
    assert "people.manage" in mine["permissions"]
    assert "report.submit" not in theirs["permissions"]
    assert "report.edit" in theirs["permissions"]
    assert theirs["demo"] is None
    assert theirs["membership"] == theirs["memberships"][0]
