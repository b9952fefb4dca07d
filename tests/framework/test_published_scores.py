import io

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from papi.framework.ranking import standings
from papi.kit.documents import XLSX
from tests.framework.conftest import Published


async def test_the_province_stands_ninth_in_2023_as_published(published: Published) -> None:
    items = (await published.officer.get("/scores?province=77&level=total&sort=-year")).json()["items"]
    placed = {item["year"]: (item["rank"], item["quartile"]) for item in items}

    assert (placed[2024], placed[2023], placed[2022], placed[2021]) == ((7, 4), (9, 4), (34, 2), (47, 1))
    assert len(items) == 14


async def test_the_median_of_2023_is_the_score_that_the_press_called_the_mean(published: Published) -> None:
    totals = (await published.officer.get("/scores?year=2023&level=total&sort=value&limit=200&count=true")).json()
    values = [item["value"] for item in totals["items"]]

    assert totals["total"] == 61
    assert round(values[30], 4) == 42.3265
    assert [item["quartile"] for item in totals["items"]].count(4) == 15


async def test_provinces_without_a_result_have_no_row(published: Published) -> None:
    totals = (await published.officer.get("/scores?year=2023&level=total&limit=200")).json()["items"]

    assert {item["province_name"] for item in totals} & {"Quảng Ninh", "Bình Dương"} == set()


async def test_single_indicators_are_not_ranked(published: Published) -> None:
    items = (await published.officer.get("/scores?level=indicator&count=true")).json()

    assert items["total"] == 6
    assert {(item["rank"], item["quartile"]) for item in items["items"]} == {(None, None)}


async def test_all_scores_are_there(published: Published) -> None:
    assert (await published.officer.get("/scores?count=true&limit=1")).json()["total"] == 28_860


async def test_a_province_is_found_without_diacritics(published: Published) -> None:
    found = (await published.officer.get("/scores?year=2023&level=total&q=ba ria vung")).json()["items"]

    assert [(item["province_code"], item["province_name"]) for item in found] == [("77", "Bà Rịa - Vũng Tàu")]
    assert (await published.officer.get("/scores?q=không có tỉnh này")).json()["items"] == []


async def test_pages_follow_each_other_to_the_end_and_back_no_row_twice(published: Published) -> None:
    seen: list[tuple[int, str]] = []
    path = "/scores?year=2023&level=subdimension&sort=value&limit=200"
    cursor = ""
    while True:
        page = (await published.officer.get(path + cursor)).json()
        seen += [(item["province_code"], item["code"]) for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert len(seen) == len(set(seen)) > 1600


async def test_the_list_becomes_a_workbook_in_words(published: Published) -> None:
    answer = await published.officer.get("/scores?year=2023&level=total&sort=-value", headers={"Accept": XLSX})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert rows[0][2:4] == ["Tỉnh, thành phố", "Cấp"]
    assert (rows[1][2], rows[1][3], rows[1][7]) == ("Thừa Thiên Huế", "Tổng điểm", "Cao nhất")
    assert len(rows) == 62


@given(st.lists(st.floats(min_value=0.25, max_value=80), min_size=1, max_size=70))
def test_rank_and_quartile_order_like_the_values(values: list[float]) -> None:
    placed = standings(values)

    for value, place in zip(values, placed, strict=True):
        assert place.rank == 1 + sum(other > value for other in values)
        assert 1 <= place.quartile <= 4
        assert all(place.quartile >= lower.quartile for other, lower in zip(values, placed, strict=True) if other <= value)


def test_a_value_on_the_border_belongs_to_the_lower_group() -> None:
    assert [place.quartile for place in standings([1, 2, 3, 4, 5])] == [1, 1, 2, 3, 4]
    assert [place.quartile for place in standings([7, 7, 7])] == [1, 1, 1]
