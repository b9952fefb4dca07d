"""What the contract promises of every list, tried on the demo: search, orders, cursors, counting, unknown parameters."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

import pytest

from tests.access.tables import operations
from tests.contract.conftest import City
from tests.contract.lists import ADMINISTRATORS, PAGED, WHOLE, WHOLE_ANSWERS, addresses, reader_of, with_query
from tests.support.world import Someone

PAGES = 30
WHOLE_OF_ADMINISTRATORS = {"/webhooks/event-types"}


@pytest.fixture
async def coordinator(city: City) -> Someone:
    return await city.person("pnv.chuyenvien")


async def test_every_list_of_the_application_is_tried(city: City) -> None:
    answers = {name: str(route.response_model) for name, route in operations(city.world.app).items() if name.startswith("GET ")}
    lists = {name for name, model in answers.items() if "PageOf" in model or model.rstrip("'>").rpartition(".")[2] in WHOLE_ANSWERS}

    assert {name.removeprefix("GET ") for name in lists} == {*PAGED, *WHOLE, *ADMINISTRATORS}


async def test_every_list_refuses_parameters_that_it_does_not_know(coordinator: Someone) -> None:
    found = {
        path: (await coordinator.get(with_query(address, "nonsense=1"))).status_code
        for path, address in (await addresses(coordinator)).items()
    }

    assert {path: status for path, status in found.items() if status != 422} == {}


async def test_no_list_gives_more_than_two_hundred_a_page(city: City) -> None:
    everywhere = {**await addresses(await city.person("pnv.chuyenvien")), **{path: path for path in ADMINISTRATORS if "{" not in path}}
    paged = [path for path in (*PAGED, *ADMINISTRATORS) if path in everywhere and path not in WHOLE_OF_ADMINISTRATORS]
    found: dict[str, list[int]] = {}
    for path in paged:
        who = await city.person("admin" if path in ADMINISTRATORS else reader_of(path))
        answers = [await who.get(with_query(everywhere[path], f"limit={limit}")) for limit in (200, 201, 0)]
        found[path] = [answer.status_code for answer in answers]
        assert len(answers[0].json()["items"]) <= 200

    assert {path: statuses for path, statuses in found.items() if statuses != [200, 422, 422]} == {}
    assert len(found) > 40


async def test_every_page_heeds_q(city: City, coordinator: Someone) -> None:
    everywhere = await addresses(coordinator)
    found = {path: await total(await city.person(reader_of(path)), everywhere[path], q="khongthayduoc") for path in PAGED}

    assert {path: number for path, number in found.items() if number != 0} == {}


async def total(who: Someone, address: str, **query: str) -> int:
    answer = await who.get(with_query(address, "count=true"), params={**_given(address), **query, "count": "true"})
    assert answer.status_code == 200, answer.text
    return answer.json()["total"]


def _given(address: str) -> Mapping[str, str]:
    return dict(pair.split("=") for pair in address.partition("?")[2].split("&") if pair)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/periods", "BÁO CÁO quý iii"),
        ("/periods", "2024q3"),
        ("/plans", "cai thien"),
        ("/frameworks", "papi 2023"),
        ("/notifications", "phuong"),
        ("/reports", "quy iii phuong"),
        ("/report-lines", "phuong 1 niem yet"),
        ("/history", "phuong 1"),
        ("/audit", "phuong 1"),
        ("/assignments", "đường"),
        ("/assignments", "duong"),
        ("/assignments", normalize("NFD", "ĐƯỜNG")),
    ],
)
async def test_search_folds_diacritics_and_reads_all_the_words_of_a_row(city: City, path: str, words: str) -> None:
    assert await total(await city.person(reader_of(path)), path, q=words) > 0


async def test_search_finds_a_report_by_unit_and_period_together(city: City) -> None:
    officer = await city.person("26506.officer")
    groups = (await officer.get("/search", params={"q": "quý iii phường 1"})).json()["groups"]

    hits = [(item["title"], item["subtitle"]) for group in groups if group["type"] == "report" for item in group["items"]]
    assert hits == [("Báo cáo quý III/2024", "Phường 1")]


@pytest.mark.parametrize("path", PAGED)
async def test_every_order_is_the_same_in_pages_of_any_size_and_ends_with_nulls(city: City, coordinator: Someone, path: str) -> None:
    address, reader = (await addresses(coordinator))[path], await city.person(reader_of(path))
    wrong = [said for sort in await sorts(reader, address) for said in await _walked(reader, address, sort)]

    assert wrong == []


async def sorts(who: Someone, address: str) -> list[str]:
    """Every order that a list knows, as its own refusal names them."""
    refused = (await who.get(with_query(address, "sort=nothing"), headers={"Accept-Language": "en"})).json()
    names = re.sub(r"^.*: |\.$", "", refused["errors"][0]["detail"]).split(", ")
    return [sign + name for name in names for sign in ("", "-")]


async def _walked(who: Someone, address: str, sort: str) -> list[str]:
    whole = (await who.get(with_query(address, f"sort={sort}&limit=200"))).json()["items"]
    walked: list[dict[str, Any]] = []
    cursor = ""
    for _page in range(PAGES):  # of 7, so that ties fall on their borders
        page = (await who.get(with_query(address, f"sort={sort}&limit=7{cursor}"))).json()
        walked += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    shared = min(len(whole), len(walked))
    said = [] if walked[:shared] == whole[:shared] else [f"{sort}: pages of 7 differ from one of 200"]
    nulls = [item[sort.removeprefix("-")] is None for item in whole if sort.removeprefix("-") in item]
    return said + ([] if nulls == sorted(nulls) else [f"{sort}: nulls do not come last"])


async def test_a_cursor_of_another_order_is_refused(coordinator: Someone) -> None:
    cursor = (await coordinator.get("/assignments?limit=1&sort=due_on")).json()["next_cursor"]

    assert (await coordinator.get(f"/assignments?limit=1&sort=-due_on&cursor={cursor}")).status_code == 422


@pytest.mark.parametrize(
    ("path", "moment"), [("/history", "at"), ("/notifications", "created_at"), ("/evidence", "uploaded_at"), ("/audit", "real_at")]
)
async def test_what_happened_is_listed_newest_first(city: City, path: str, moment: str) -> None:
    items = (await (await city.person(reader_of(path))).get(f"{path}?limit=200")).json()["items"]
    moments = [item[moment] for item in items]

    assert moments == sorted(moments, reverse=True)
