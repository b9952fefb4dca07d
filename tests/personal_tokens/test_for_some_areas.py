"""A token that was made for some areas of work serves in them alone, and no other address tells it of the rest."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select, update

from papi.access.areas import AREAS, PersonalTokenNarrow, area_words, areas_of, require_areas
from papi.access.permissions import Role
from papi.access.personal import PersonalTokenClosed, PersonalTokenNoTicket, require_served
from papi.comments.subjects import RESOLVERS
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.text import format_moment
from papi.outbox.models import FactRow
from papi.outbox.wording import sentence
from tests.support.accounts_world import admin_of
from tests.support.authenticators import refusal
from tests.support.words import FRONTEND
from tests.support.world import Caller, Someone, World

NO_ID = "01a22112-6088-73a0-8e86-5f47aa197bcc"
NARROW = (403, "personal_token_scope")


async def script_of(who: Someone, *scopes: str, **given: Any) -> Caller:
    made = await who.post("/me/tokens", {"name": "kịch bản", "days": 30, "scopes": list(scopes), **given})
    assert made.status_code == 201, made.text
    return Caller(who.client, who.app, {"Authorization": f"Bearer {made.json()['token']}"})


def served(method: str, path: str) -> bool:
    try:
        require_served(method, path, may_write=True)
    except (PersonalTokenClosed, PersonalTokenNoTicket):
        return False
    return True


def open_to_tokens(world: World) -> Iterator[tuple[str, APIRoute]]:
    """What a personal token may ask, as methods with their routes: not what is for nobody in particular, or for other systems."""
    for route in world.app.router.routes:
        if isinstance(route, APIRoute) and route.path.startswith("/api/v1/") and "/demo/" not in route.path and "/cchc/" not in route.path:
            yield from ((method, route) for method in sorted(route.methods or ()) if served(method, route.path))


def needed(method: str, route: APIRoute) -> tuple[str, ...]:
    subjects = ["report:x"] if route.path == "/api/v1/comments" else []
    found = areas_of(method, route.path, subjects)
    assert found is not None, f"{method} {route.path} is in no area of access/areas.py"
    return found


OPEN = {
    *("GET /me", "GET /integration/self", "GET /periods", "GET /periods/{period_id}", "GET /units", "GET /units/{unit_id}"),
    *("GET /unit-groups", "GET /frameworks", "GET /frameworks/{year}", "GET /indicators", "GET /indicators/{indicator_id}"),
    *("GET /measures", "GET /calendar/{year}", "GET /calendar/term"),
    *("GET /exports", "POST /exports", "GET /exports/{export_id}", "GET /exports/{export_id}/file"),
}
BY_TAG = {
    "activities": "activities",
    "analytics": "events overview",
    "assignments": "plans",
    "calendar": "directory",
    "comments": "reports",
    "consolidated reports": "reports",
    "corrections": "reports",
    "delegations": "directory",
    "dispatches": "reports",
    "events": "events",
    "evidence": "evidence",
    "extensions": "plans",
    "framework": "scores",
    "inspections": "oversight",
    "integration": "events",
    "measures": "measures",
    "notifications": "overview",
    "oversight": "oversight",
    "papers": "directory oversight plans reports",
    "parts": "plans",
    "periods": "reports",
    "personal data": "evidence personal_data",
    "plans": "plans",
    "report-answers": "reports",
    "report-lines": "reports",
    "reports": "reports",
    "tasks": "plans",
    "unit plans": "plans",
    "units": "directory events",
    "uploads": "evidence",
    "users": "directory",
}


def test_every_address_is_in_an_area_or_open_on_purpose(world: World) -> None:
    found = [(method, route, needed(method, route)) for method, route in open_to_tokens(world)]
    by_tag = defaultdict[str, set[str]](set)
    for _, route, areas in found:
        for tag in route.tags:
            by_tag[str(tag)].update(areas)

    assert {f"{method} {route.path.removeprefix('/api/v1')}" for method, route, areas in found if not areas} == OPEN
    assert {tag: " ".join(sorted(areas)) for tag, areas in by_tag.items() if areas} == BY_TAG
    assert {area for _, _, areas in found for area in areas} == set(AREAS)
    # who repeats a request with its key is told the first answer before any route is looked for
    writing = [one for one in found if one[0] not in ("GET", "HEAD", "OPTIONS")]
    assert len(writing) > 100
    assert [one for one in writing if areas_of(one[0], re.sub(r"{\w+}", NO_ID, one[1].path), ["report:x"]) != one[2]] == []


@pytest.mark.parametrize(
    ("asked", "areas"),
    [
        (["report:1"], ("reports",)),
        (["finding:1"], ("oversight",)),
        (["report:1", "evidence:1"], ("evidence", "reports")),
        (["report:1", "plan:1"], None),
        ([], None),
    ],
)
def test_a_conversation_belongs_where_its_subject_does(asked: list[str], areas: tuple[str, ...] | None) -> None:
    assert areas_of("GET", "/api/v1/comments", asked) == areas


def test_whatever_may_be_talked_about_is_in_an_area() -> None:
    assert [kind for kind in RESOLVERS if not areas_of("POST", "/api/v1/comments", [f"{kind}:1"])] == []


@pytest.mark.parametrize("path", ["/new-things", "/", "/../reports", "//reports", "/reportsx", "/Reports"])
def test_an_address_in_no_area_is_closed_to_a_token_of_some(path: str) -> None:
    areas = areas_of("GET", f"/api/v1{path}", [])

    assert areas is None
    require_areas(areas, [])
    with pytest.raises(PersonalTokenNarrow) as refused:
        require_areas(areas, list(AREAS))
    assert refused.value.headers == {"WWW-Authenticate": 'Bearer realm="papi", error="insufficient_scope"'}


async def test_a_token_serves_in_its_areas_alone_and_what_tells_of_many_is_no_way_around(world: World) -> None:
    coordinator = await world.person(Role.COORDINATOR, await world.coordinating_unit())
    script = await script_of(coordinator, "plans", "measures")
    whole = await script_of(coordinator)
    served = ["/plans", "/assignments", "/measure-values"]
    open_to_all = ["/me", "/periods", "/units", "/indicators", "/measures", "/calendar/2024", "/exports"]
    of_others = [
        *("/reports", "/evidence", "/scores", "/activities", "/inspections", "/reminders", "/users", "/erasures", "/units/successions"),
        *("/search?q=a", "/history", "/events", "/dashboards/my-work", "/dashboards/overview", "/notifications", "/paper-jobs"),
        *(f"/comments?subject=report:{NO_ID}", f"/reports/{NO_ID}/timeline", f"/periods/{NO_ID}/reminders", f"/evidence/{NO_ID}/content"),
    ]

    assert {path: (await script.get(path)).status_code for path in served + open_to_all} == dict.fromkeys(served + open_to_all, 200)
    assert {path: refusal(await script.get(path)) for path in of_others} == dict.fromkeys(of_others, NARROW)
    assert refusal(await script.get("/me/tokens")) == (403, "personal_token_closed"), "no area is that of accounts"
    assert [(await whole.get(path)).status_code for path in ("/reports", "/search?q=a")] == [200, 200], "it was made for everything"


async def test_the_refusal_names_the_area_in_words(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    script = await script_of(officer, "plans")

    refused = await script.get("/evidence")
    english = await script.get("/evidence", headers={"Accept-Language": "en"})

    assert refused.json()["detail"] == "Mã truy cập cá nhân này không dùng cho “Tài liệu kiểm chứng”. Tạo mã khác có chọn mảng việc đó."
    assert (english.json()["detail"], english.json()["scope"]) == (
        "This personal access token does not serve for “Documents of proof”. Make one for which that is chosen.",
        "evidence",
    )
    assert refused.headers["www-authenticate"] == 'Bearer realm="papi", error="insufficient_scope", scope="evidence"'


async def test_areas_are_no_right_to_write_and_no_more_than_the_person_may(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    reading, writing = await script_of(officer, "directory"), await script_of(officer, "directory", may_write=True)
    wish = {"code": "P9", "name": "Phường 9", "short_name": "P. 9", "kind": "ward"}

    assert refusal(await reading.post("/units", wish)) == (403, "personal_token_reads")
    assert refusal(await writing.post("/units", wish)) == (403, "forbidden")
    assert refusal(await writing.post("/plans", {})) == NARROW


async def test_a_token_of_another_area_gets_no_answer_that_was_given_to_the_same_key(world: World) -> None:
    admin = await admin_of(world)
    wish = {"code": "P9", "name": "Phường 9", "short_name": "P. 9", "kind": "ward"}
    key = {"Idempotency-Key": "lan-1"}
    scripts = [await script_of(admin, area, may_write=True) for area in ("directory", "reports", "directory")]

    answers = [await script.post("/units", wish, headers=key) for script in scripts]

    assert [answer.status_code for answer in answers] == [201, 403, 201]
    assert [answer.headers.get("idempotency-replayed") for answer in answers] == [None, None, "true"]


async def test_a_list_as_a_file_is_judged_by_the_area_of_the_list(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    script = await script_of(officer, "plans")

    asked = {path: await script.post("/exports", {"path": path, "query": ""}) for path in ("/assignments", "/evidence", "/units")}
    of_subject = await script.post("/exports", {"path": "/comments", "query": f"subject=evidence:{NO_ID}"})

    assert [answer.status_code for answer in asked.values()] == [202, 403, 202]
    assert (refusal(asked["/evidence"]), refusal(of_subject)) == (NARROW, NARROW)
    assert len((await script.get("/exports")).json()["items"]) == 2


async def test_areas_are_kept_in_order_shown_to_the_administrator_told_of_and_handed_on(world: World) -> None:
    officer, admin = await world.person(Role.OFFICER, await world.unit()), await admin_of(world)
    await script_of(officer, "reports", "plans", "reports")
    [own] = (await officer.get("/me/tokens")).json()["items"]
    rotated = (await officer.post(f"/me/tokens/{own['id']}/rotate", {})).json()
    new = Caller(officer.client, officer.app, {"Authorization": f"Bearer {rotated['token']}"})

    assert (own["scopes"], rotated["scopes"]) == (["plans", "reports"], ["plans", "reports"])
    assert [(await new.get(path)).status_code for path in ("/reports", "/evidence")] == [200, 403]
    assert [item["scopes"] for item in (await admin.get("/personal-tokens")).json()["items"]] == [["plans", "reports"]] * 2
    table = (await admin.get("/personal-tokens", headers={"Accept": "text/csv"})).text
    assert "Kế hoạch và nhiệm vụ, Báo cáo" in table
    async with world.database.reading() as session:
        fact = (await session.scalars(select(FactRow).where(FactRow.kind == "person.narrow_token_created"))).one()
    assert sentence(fact.kind, fact.data, "vi").endswith("chỉ dùng cho: Kế hoạch và nhiệm vụ, Báo cáo")
    assert sentence(fact.kind, fact.data, "en").endswith("for these areas alone: Plans and tasks, Reports")


async def test_only_areas_that_there_are_can_be_named(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())

    for scopes in (["write"], ["reports:read"], "plans", [None], ["plans"] * 21):
        answer = await officer.post("/me/tokens", {"name": "kịch bản", "days": 1, "scopes": scopes})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"].startswith("/scopes")


async def test_a_token_of_a_role_that_has_ended_is_not_renewed(world: World) -> None:
    unit = await world.unit()
    officer = await world.person(Role.OFFICER, unit)
    async with world.database.reading() as session:
        person = await session.get_one(Person, officer.id)
    later = await world.sign_in(person, await world.membership(person, Role.UNIT_HEAD, unit), unit)
    await script_of(officer)
    [own] = (await officer.get("/me/tokens")).json()["items"]
    async with world.database.writing() as session:
        past = update(Membership).where(Membership.id == officer.membership_id)
        await session.execute(past.values(valid_to=clock.today() - timedelta(days=1)))

    refused = await later.post(f"/me/tokens/{own['id']}/rotate", {})

    assert refusal(refused) == (409, "token_membership_ended")


async def test_the_fact_of_a_renewal_tells_when_the_old_token_truly_ends(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    await script_of(officer, days=1)
    [own] = (await officer.get("/me/tokens")).json()["items"]

    await officer.post(f"/me/tokens/{own['id']}/rotate", {"overlap_hours": 168})

    async with world.database.reading() as session:
        fact = (await session.scalars(select(FactRow).where(FactRow.kind == "person.token_replaced"))).one()
    ends = format_moment(datetime.fromisoformat(own["expires_at"]))
    assert sentence(fact.kind, fact.data, "vi").endswith(f"mã cũ dùng được đến {ends}")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_calls_an_area_as_the_server_does(language: str) -> None:
    page = (FRONTEND / "i18n" / language / "connections.ts").read_text("utf-8")
    [words] = re.findall(r"  area: \{(.*?)\n  \}", page, re.DOTALL)

    assert dict(re.findall(r"(\w+): '([^']+)'", words)) == {area: area_words(area, language) for area in AREAS}
