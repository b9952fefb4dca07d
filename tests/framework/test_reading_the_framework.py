from typing import Any

from tests.framework.conftest import Published


async def test_fourteen_editions_are_there_the_latest_first(published: Published) -> None:
    items = (await published.officer.get("/frameworks")).json()["items"]

    assert [item["year"] for item in items] == list(range(2024, 2010, -1))
    assert (items[1]["dimensions"], items[1]["subdimensions"], items[1]["indicators"]) == (8, 28, 118)
    assert {item["dimensions"] for item in items if item["year"] < 2018} == {6}
    assert {item["subdimensions"] for item in items if item["year"] in {2019, 2020}} == {29}


async def test_an_edition_is_one_tree(published: Published) -> None:
    edition = (await published.officer.get("/frameworks/2023")).json()

    assert (edition["min"], edition["max"]) == (10, 80)
    assert [node["code"] for node in edition["tree"]] == list("12345678")
    civic = edition["tree"][0]["children"][0]
    assert (civic["code"], civic["name_vi"], civic["min"], civic["max"]) == ("1.1", "Tri thức công dân", 0.25, 2.5)
    assert [child["code"] for child in civic["children"]][:2] == ["1.1.1", "1.1.2"]
    assert len(list(_leaves(edition["tree"]))) == 118


def _leaves(nodes: list[dict[str, Any]]) -> Any:
    for node in nodes:
        yield from _leaves(node["children"])
        if node["level"] == "indicator":
            yield node


async def test_an_edition_is_sent_once_to_who_keeps_its_tag(published: Published) -> None:
    first = await published.officer.get("/frameworks/2023")
    again = await published.officer.get("/frameworks/2023", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


async def test_a_year_without_an_edition_is_not_found(published: Published) -> None:
    missing = await published.officer.get("/frameworks/2010")

    assert (missing.status_code, missing.json()["code"]) == (404, "framework_not_found")
    assert (await published.officer.get("/frameworks/99999999999999999999")).status_code == 422


async def test_names_say_what_they_rest_on(published: Published) -> None:
    listed = await published.officer.get("/indicators?framework=2023&level=indicator&limit=200")
    statuses = [item["name_status"] for item in listed.json()["items"]]

    assert {name: statuses.count(name) for name in set(statuses)} == {"official": 2, "described": 12, "working": 104}
    translated = (await published.officer.get("/indicators?framework=2023&level=subdimension&limit=200")).json()["items"]
    assert {item["code"] for item in translated if item["name_status"] == "translated"} == {"7.1", "7.2", "7.3", "8.2", "8.3"}
    assert all(item["name_vi"] for item in translated)


async def test_a_code_means_another_thing_before_2018(published: Published) -> None:
    items = (await published.officer.get("/indicators?framework=2015&level=subdimension")).json()["items"]
    meant = {item["code"]: (item["name_vi"], item["same_topic_code"]) for item in items}

    assert meant["2.1"] == ("Danh sách hộ nghèo", "2.2")


async def test_indicators_are_found_without_diacritics_and_below_their_parent(published: Published) -> None:
    found = (await published.officer.get("/indicators?framework=2023&q=tri thuc cong")).json()["items"]
    children = (await published.officer.get(f"/indicators?parent={found[0]['id']}&limit=200")).json()["items"]

    assert [item["code"] for item in found] == ["1.1"]
    assert {item["code"].rpartition(".")[0] for item in children} == {"1.1"}


async def test_an_indicator_knows_the_way_to_it(published: Published) -> None:
    found = (await published.officer.get("/indicators?framework=2023&q=1.1.2")).json()["items"][0]
    node = (await published.officer.get(f"/indicators/{found['id']}")).json()

    assert (node["code"], node["framework_year"], node["name_status"]) == ("1.1.2", 2023, "official")
    assert [step["code"] for step in node["path"]] == ["1", "1.1"]


async def test_an_unknown_indicator_is_not_found(published: Published) -> None:
    missing = await published.officer.get("/indicators/00000000-0000-7000-8000-000000000000")

    assert (missing.status_code, missing.json()["code"]) == (404, "indicator_not_found")
    assert (await published.officer.get("/indicators/1.1")).status_code == 422


async def test_unknown_parameters_are_refused(published: Published) -> None:
    for path in (
        "/indicators?frame=2023",
        "/scores?years=2023",
        "/frameworks?x=1",
        "/indicators?framework=99999999999",
        "/scores?sort=rank",
    ):
        assert (await published.officer.get(path)).status_code == 422, path
