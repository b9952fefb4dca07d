"""Names in the yearly workbook take the place of working ones, where code and level fit."""

from typing import Any

from papi.access.permissions import Role
from tests.framework.conftest import Published
from tests.framework.test_importing_the_workbook import send
from tests.support.official import Workbook, provinces_in_rows, with_scale


async def nodes(published: Published, year: int = 2023) -> dict[str, dict[str, Any]]:
    found = (await published.officer.get(f"/indicators?framework={year}&limit=200")).json()["items"]
    return {node["code"]: node for node in found}


def with_indicators() -> Workbook:
    return with_scale(2023, indicators=["1.2.1", "1.2.2", "9.9.9"])


async def test_official_names_replace_working_ones_and_the_answer_says_which(changeable: Published) -> None:
    before = await nodes(changeable)
    tag = (await changeable.officer.get("/frameworks/2023")).headers["etag"]
    tried = (await send(changeable.coordinator, with_indicators(), "?dry_run=true")).json()["workbook"]["names"]
    assert await nodes(changeable) == before

    stored = (await send(changeable.coordinator, with_indicators())).json()
    after = await nodes(changeable)

    assert (stored["changed"], stored["workbook"]["names"]) == (0, tried)
    assert {"1", "1.1", "1.1.1", "1.2.1", "1.2.2"} <= {change["code"] for change in tried}
    assert before["1.2.1"]["name_status"] == "working"
    told = next(change for change in tried if change["code"] == "1.2.1")
    assert (told["name_vi_before"], told["name_vi"]) == (before["1.2.1"]["name_vi"], "Tên chính thức 1.2.1")
    assert (told["status_before"], told["level"]) == ("working", "indicator")
    for code in ("1", "1.1", "1.2.1"):
        names = (after[code]["name_vi"], after[code]["name_en"], after[code]["name_status"])
        assert names == (f"Tên chính thức {code}", f"Official name {code}", "official")
    assert after["1.2.3"] == before["1.2.3"]
    assert after.keys() == before.keys()  # a node that the edition lacks is not made
    assert (await changeable.officer.get("/frameworks/2023")).headers["etag"] != tag


async def test_a_name_is_found_by_what_it_is_called_now_and_remembered_as_it_was(changeable: Published) -> None:
    before = (await nodes(changeable))["1.2.1"]
    await send(changeable.coordinator, with_indicators())
    leader = await changeable.world.person(Role.LEADER, changeable.officer.unit)
    facts = (await leader.get("/history?kind=indicator.named&limit=200")).json()["items"]
    fact = next(fact for fact in facts if fact["subject"] == "1.2.1 (PAPI 2023)")

    assert fact["text"] == "ghi tên chính thức của chỉ tiêu"
    assert before["name_vi"] in str(fact["changes"])
    assert "Tên chính thức 1.2.1" in str(fact["changes"])
    kind = next(change for change in fact["changes"] if change["label"] == "Loại tên")
    assert (kind["before"], kind["after"]) == ("Tên tạm dùng", "Tên chính thức")
    found = (await changeable.officer.get("/indicators?q=Ten+chinh+thuc&framework=2023&level=indicator")).json()["items"]
    assert [node["code"] for node in found] == ["1.1.1", "1.1.2", "1.2.1", "1.2.2"]


async def test_other_years_keep_their_names(changeable: Published) -> None:
    before = await nodes(changeable, 2022)
    await send(changeable.coordinator, with_indicators())

    assert await nodes(changeable, 2022) == before


async def test_a_workbook_that_is_refused_renames_nothing(changeable: Published) -> None:
    before = await nodes(changeable)
    book = with_indicators()
    book.sheets["2023_VIE_ENG"][1][3] = 79
    refused = await send(changeable.coordinator, book)

    assert refused.status_code == 422
    assert await nodes(changeable) == before


async def test_an_official_name_in_other_marks_stays(changeable: Published) -> None:
    """Two sheets never agree on capitals and the place of a tone; a name with status `official` is not touched for that."""
    book = with_scale(2023)
    row, column = book.cell_of("2023_VIE_ENG", "1.1.")
    before = (await nodes(changeable))["1.1"]
    book.sheets["2023_VIE_ENG"][row][column] = f"1.1 - {before['name_vi'].upper()}"
    book.sheets["2023_VIE_ENG"][row][column + 1] = f"1.1: {before['name_en']}"
    stored = (await send(changeable.coordinator, book)).json()

    assert before["name_status"] == "official"
    assert "1.1" not in {change["code"] for change in stored["workbook"]["names"]}
    assert (await nodes(changeable))["1.1"] == before


async def test_a_code_with_two_names_keeps_the_one_it_has(changeable: Published) -> None:
    book = provinces_in_rows(2013)
    book.sheets["Điểm thành phần 1"][1][3] = "1.1: Tên khác hẳn"
    before = (await nodes(changeable, 2013))["1.1"]
    stored = (await send(changeable.coordinator, book)).json()

    assert stored["workbook"]["unclear_names"] == ["1.1"]
    assert (await nodes(changeable, 2013))["1.1"] == before
    assert (await nodes(changeable, 2013))["1.2"]["name_vi"] == "Tên chính thức 1.2"


async def test_a_workbook_in_english_alone_renames_nothing(changeable: Published) -> None:
    book = with_scale(2023)
    for row in book.sheets["2023_VIE_ENG"][1:]:
        row[0] = ""
    stored = await send(changeable.coordinator, book)

    assert stored.json()["workbook"]["names"] == [], stored.text


async def test_names_in_two_lines_of_headings_are_told_apart_by_their_language(changeable: Published) -> None:
    await send(changeable.coordinator, provinces_in_rows(2017))
    node = (await nodes(changeable, 2017))["1.2"]

    assert (node["name_vi"], node["name_en"]) == ("Tên chính thức 1.2", "Official name 1.2")
