"""The yearly workbook of papi.org.vn as it is published: all layouts, and what is read of them."""

import httpx
import pytest

from papi.access.permissions import Role
from tests.framework.conftest import Published
from tests.support.official import Workbook, indicators_in_rows, provinces, provinces_in_rows, with_scale
from tests.support.official import published as scores_of
from tests.support.world import Someone

LAYOUTS = {
    2011: ("provinces_in_rows", lambda: provinces_in_rows(2011, tab_year=2012)),
    2014: ("provinces_in_rows", lambda: provinces_in_rows(2014)),
    2017: ("provinces_in_rows", lambda: provinces_in_rows(2017)),
    2018: ("indicators_in_rows", indicators_in_rows),
    **{year: ("indicators_with_scale", lambda year=year: with_scale(year)) for year in range(2019, 2025)},
}


async def send(who: Someone, book: Workbook, query: str = "") -> httpx.Response:
    return await who.post(f"/scores/import{query}", files={"file": (book.file_name, book.content())}, data={"source": "papi.org.vn"})


async def values_of(who: Someone, year: int) -> dict[tuple[str, str], float]:
    """All scores of a year by code and province."""
    found: dict[tuple[str, str], float] = {}
    path = f"/scores?year={year}&limit=200"
    while path:
        page = (await who.get(path)).json()
        found |= {(item["code"], item["province_code"]): item["value"] for item in page["items"]}
        path = f"/scores?year={year}&limit=200&cursor={page['next_cursor']}" if page.get("next_cursor") else ""
    return found


def expected(year: int) -> dict[tuple[str, str], float]:
    return {(code, province): value for code, given in scores_of()[year].items() for province, value in given.items()}


@pytest.mark.parametrize("year", LAYOUTS)
async def test_each_years_workbook_says_what_was_published(published: Published, year: int) -> None:
    layout, make = LAYOUTS[year]
    tried = await send(published.coordinator, make(), "?dry_run=true")

    assert tried.status_code == 200, tried.text
    told = tried.json()
    indicators = sum(code.count(".") == 2 for code, _province in expected(year)) if year == 2023 else 0
    assert (told["rows"], told["changed"], told["years"], told["stored"]) == (len(expected(year)), 0, [year], False)
    book = told["workbook"]
    assert (book["layout"], book["year"], book["year_from"]) == (layout, year, "file_name")
    assert book["figures"]["total"] == len(scores_of()[year]["PAPI"])
    assert book["figures"]["indicator"] == indicators
    assert len(book["missing_provinces"]) == 63 - book["figures"]["total"]
    assert book["sheets_left_out"] == []
    assert book["other_statistics"] == (36 if year >= 2021 else 0)


@pytest.mark.parametrize("year", [2011, 2018, 2024])
async def test_a_workbook_is_stored_as_it_was_published_and_again_changes_nothing(bare: Published, year: int) -> None:
    book = LAYOUTS[year][1]()
    first = await send(bare.coordinator, book)

    assert first.status_code == 200, first.text
    assert first.json()["changed"] == len(expected(year))
    assert await values_of(bare.officer, year) == expected(year)
    again = (await send(bare.coordinator, book)).json()
    assert (again["changed"], again["workbook"]["names"]) == (0, [])
    leader = await bare.world.person(Role.LEADER, bare.officer.unit)
    assert len((await leader.get("/history?kind=scores.imported")).json()["items"]) == 1


async def test_a_corrected_figure_is_corrected_and_ranked_anew(changeable: Published) -> None:
    book = with_scale(2023)
    rows = book.sheets["2023_VIE_ENG"]
    column = 3 + list(provinces()).index("77")
    for label in ("Chỉ số PAPI tổng hợp (không", "Dimension 1: Tên chính thức 1 (không", "1.1."):
        row, _ = book.cell_of("2023_VIE_ENG", label)
        rows[row][column] += 0.5
    stored = await send(changeable.coordinator, book)

    assert stored.json()["changed"] == 3, stored.text
    placed = (await changeable.officer.get("/scores?year=2023&province=77&code=PAPI")).json()["items"][0]
    assert placed["value"] == pytest.approx(scores_of()[2023]["PAPI"]["77"] + 0.5)
    assert placed["rank"] < 9
    assert placed["source"] == "papi.org.vn"


async def test_a_missing_province_and_a_zero_stay_missing(bare: Published) -> None:
    book = with_scale(2019)
    for row in book.sheets["2019PAPI_Indicators_VIE"][1:]:
        row[3 + list(provinces()).index("22")] = 0
        row[3 + list(provinces()).index("24")] = "–"
    stored = await send(bare.coordinator, book)

    assert stored.status_code == 200, stored.text
    assert stored.json()["workbook"]["missing_provinces"] == ["Quảng Ninh", "Bắc Giang"]
    assert stored.json()["workbook"]["zeros"] == 38
    assert (await bare.officer.get("/scores?year=2019&province=22")).json()["items"] == []


async def test_indicators_are_imported_without_a_limit_of_a_hundred(changeable: Published) -> None:
    """What an indicator counts may be thousands of đồng."""
    book = with_scale(2022, indicators=["4.2.1"])
    row, _ = book.cell_of("2022_VIE_ENG", "4.2.1")
    book.sheets["2022_VIE_ENG"][row][3] = 27_000
    stored = await send(changeable.coordinator, book)

    assert stored.json()["changed"] == 1, stored.text
    assert (await changeable.officer.get("/scores?year=2022&code=4.2.1")).json()["items"][0]["value"] == 27_000


async def test_the_largest_workbook_fits_and_who_may_not_import_learns_nothing_of_it(published: Published) -> None:
    book = with_scale(2023, indicators=[f"{part}.{number}" for part in ("1.1", "3.1", "5.1") for number in "1234567"])

    assert len(book.content()) < 2 * 1024 * 1024
    assert (await send(published.officer, book, "?dry_run=true")).status_code == 403
