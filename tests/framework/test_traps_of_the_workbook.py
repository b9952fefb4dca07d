"""What is wrong or odd in the yearly workbook: each alone, refused with the cell as Excel names it, or read as it is said."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.framework.conftest import Published
from tests.framework.test_importing_the_workbook import send
from tests.support.official import Workbook, indicators_in_rows, provinces, provinces_in_rows, with_scale

SHEET = "2023_VIE_ENG"
FIRST = 3  # the column of Hà Nội


def put(book: Workbook, row: int, column: int, value: Any) -> Workbook:
    next(iter(book.sheets.values()))[row][column] = value
    return book


def row_of(label: str) -> int:
    return with_scale(2023).cell_of(SHEET, label)[0]


def turned(row: int, column: int, value: Any, sheet: str = "PAPI 2013 tổng hợp") -> Workbook:
    book = provinces_in_rows(2013)
    book.sheets[sheet][row][column] = value
    return book


PART = row_of("1.1.")
REFUSED: dict[str, tuple[Callable[[], Workbook], str, str]] = {
    "unknown province": (lambda: put(with_scale(2023), 0, FIRST + 5, "Lào Cay"), "/sheets/2023_VIE_ENG/I1", "“Lào Cay”"),
    "unknown first province": (lambda: put(with_scale(2019), 0, FIRST, "Hà Nộii"), "/sheets/2019PAPI_Indicators_VIE/D1", "“Hà Nộii”"),
    "unknown last province": (lambda: put(with_scale(2019), 0, FIRST + 62, "Cà Mao"), "/sheets/2019PAPI_Indicators_VIE/BN1", "“Cà Mao”"),
    "no province": (lambda: put(with_scale(2023), 0, FIRST + 5, ""), "/sheets/2023_VIE_ENG/I1", "không ghi tên tỉnh"),
    "province twice": (lambda: put(with_scale(2023), 0, FIRST + 5, "Ha Noi"), "/sheets/2023_VIE_ENG/I1", "đã có ở ô D1"),
    "text": (lambda: put(with_scale(2023), PART, FIRST, "cao"), f"/sheets/2023_VIE_ENG/D{PART + 1}", "Không phải là điểm"),
    "negative": (lambda: put(with_scale(2023), PART, FIRST, -1), f"/sheets/2023_VIE_ENG/D{PART + 1}", "Không phải là điểm"),
    "too high": (lambda: put(with_scale(2023), PART, FIRST, 101), f"/sheets/2023_VIE_ENG/D{PART + 1}", "Không phải là điểm"),
    "a sum that does not hold": (
        lambda: put(with_scale(2023), row_of("Dimension 1: Tên chính thức 1 (không"), FIRST, 5),
        f"/sheets/2023_VIE_ENG/D{row_of('Dimension 1: Tên chính thức 1 (không') + 1}",
        "khác tổng các phần",
    ),
    "labels that contradict": (lambda: put(with_scale(2023), PART, 1, "1.2. Other"), f"/sheets/2023_VIE_ENG/A{PART + 1}", "mã khác nhau"),
    "a code that the edition lacks": (lambda: put(indicators_in_rows(), 10, 0, "8.3. Khác"), "/sheets/ProvincialIndicators_VIE/B11", "mã"),
    "a code twice": (lambda: put(put(with_scale(2023), PART, 0, "1.2. a"), PART, 1, "1.2. b"), "/sheets/2023_VIE_ENG/D", "khác với ô D"),
    "rows: unknown province": (lambda: turned(5, 1, "Bắc Kan Thượng"), "/sheets/PAPI 2013 tổng hợp/B6", "“Bắc Kan Thượng”"),
    "rows: sum": (lambda: turned(5, 2, 12), "/sheets/PAPI 2013 tổng hợp/C6", "khác tổng"),
    "rows: two sheets": (lambda: turned(5, 2, 9, "Điêm thành phần 3"), "/sheets/Điêm thành phần 3/C6", "trang “PAPI 2013 tổng hợp”"),
}


@pytest.mark.parametrize("trap", REFUSED)
async def test_what_is_wrong_is_told_by_sheet_and_cell(published: Published, trap: str) -> None:
    make, pointer, words = REFUSED[trap]
    refused = await send(published.coordinator, make())

    assert (refused.status_code, refused.json()["code"]) == (422, "scores_refused"), refused.text
    told = [error for error in refused.json()["errors"] if error["pointer"].startswith(pointer)]
    assert told, refused.text
    assert words in told[0]["detail"]
    assert told[0]["detail"].startswith("Trang “")


async def test_all_faults_are_told_at_once_in_the_order_of_the_file_and_in_english_too(published: Published) -> None:
    book = put(put(with_scale(2023), 0, FIRST + 5, "Lào Cay"), PART, FIRST, "cao")
    refused = await published.coordinator.post(
        "/scores/import",
        files={"file": (book.file_name, book.content())},
        data={"source": "papi"},
        headers={"Accept-Language": "en"},
    )

    assert [error["detail"] for error in refused.json()["errors"]] == [
        "Sheet “2023_VIE_ENG”, cell I1: No province is called “Lào Cay”.",
        f"Sheet “2023_VIE_ENG”, cell D{PART + 1}: Not a score: a number above 0 is needed, or nothing.",
    ]


def renamed(book: Workbook, name: str, tab: str | None = None) -> Workbook:
    return Workbook(name, {tab or sheet: rows for sheet, rows in book.sheets.items()})


async def test_sheets_of_older_years_in_a_newer_file_are_left_out_and_named(published: Published) -> None:
    book = with_scale(2024)
    book.sheets |= with_scale(2023).sheets | {"Ghi chú": [["Nguồn: CECODES, RTA, UNDP"]]}
    told = (await send(published.coordinator, book, "?dry_run=true")).json()

    assert (told["years"], told["changed"]) == ([2024], 0)
    assert told["workbook"]["sheets"] == ["2024_PAPI_VIE_ENG"]
    left = [(sheet["name"], sheet["reason"]) for sheet in told["workbook"]["sheets_left_out"]]
    assert left == [("2023_VIE_ENG", "other_year"), ("Ghi chú", "no_scores")]


async def test_sheets_of_before_2018_without_a_year_are_left_out_of_a_later_file(published: Published) -> None:
    book = indicators_in_rows()
    book.sheets |= provinces_in_rows(2017).sheets
    told = (await send(published.coordinator, book, "?dry_run=true")).json()

    assert (told["changed"], told["workbook"]["sheets"]) == (0, ["ProvincialIndicators_VIE"])
    assert {sheet["reason"] for sheet in told["workbook"]["sheets_left_out"]} == {"other_year", "other_layout"}


async def test_what_a_sheet_of_one_dimension_calls_the_total_is_not_that_of_papi(published: Published) -> None:
    book = provinces_in_rows(2013)
    for row in book.sheets["Điểm thành phần 1"][1:]:
        row.append("Tổng điểm" if isinstance(row[0], str) else row[2])

    assert (await send(published.coordinator, book, "?dry_run=true")).json()["changed"] == 0


async def test_a_name_that_two_provinces_bear_is_not_guessed(changeable: Published) -> None:
    line = "year,province_code,province_name,level,code,value\n2023,99,Ha Noi,indicator,1.1.1,0.5\n"
    await changeable.coordinator.post("/scores/import", files={"file": ("diem.csv", line.encode())}, data={"source": "x"})
    refused = await send(changeable.coordinator, with_scale(2023))

    assert [error["detail"] for error in refused.json()["errors"]] == ["Trang “2023_VIE_ENG”, ô D1: Tên tỉnh “Ha Noi” trùng nhiều mã tỉnh."]


async def test_a_tab_with_the_wrong_year_is_read_and_said(published: Published) -> None:
    told = (await send(published.coordinator, provinces_in_rows(2011, tab_year=2012), "?dry_run=true")).json()

    assert (told["years"], told["changed"]) == ([2011], 0)
    assert told["workbook"]["wrong_year_sheets"] == ["PAPI 2012 tổng hợp"]


async def test_the_year_is_that_of_the_tab_where_the_files_name_says_none(published: Published) -> None:
    book = renamed(with_scale(2023), "diem.xlsx")
    book.sheets |= with_scale(2022).sheets
    told = (await send(published.coordinator, book, "?dry_run=true")).json()

    assert (told["years"], told["workbook"]["year_from"], told["changed"]) == ([2023], "sheet_name", 0)


async def test_the_year_that_is_asked_for_counts(published: Published) -> None:
    book = with_scale(2024)
    book.sheets |= with_scale(2023).sheets
    told = (await send(published.coordinator, book, "?dry_run=true&year=2023")).json()

    assert (told["years"], told["workbook"]["year_from"], told["workbook"]["sheets"]) == ([2023], "given", [SHEET])


YEARLESS = {
    "no year at all": (lambda: renamed(indicators_in_rows(), "diem.xlsx"), "", "đề nghị chọn năm"),
    "another year is asked for": (lambda: with_scale(2023), "?year=2022", "không có trang của năm 2022"),
    "figures of another year": (lambda: renamed(provinces_in_rows(2012), "PAPI.xlsx", None), "?year=2013", "của năm 2012"),
    "a file under a wrong name": (lambda: renamed(with_scale(2023), "PAPI 2022.xlsx", "Trang 1"), "", "là của năm 2023"),
    "a year without an edition": (lambda: renamed(with_scale(2023), "PAPI 2031.xlsx", "Trang 1"), "", "là của năm 2023"),
}


@pytest.mark.parametrize("case", YEARLESS)
async def test_a_year_is_never_guessed(published: Published, case: str) -> None:
    make, query, words = YEARLESS[case]
    refused = await send(published.coordinator, make(), query)

    assert refused.status_code == 422, refused.text
    assert any(words in error["detail"] for error in refused.json()["errors"]), refused.text


async def test_a_statistic_may_stand_in_a_row_of_its_own_under_the_name(published: Published) -> None:
    book = with_scale(2023)
    for row in book.sheets[SHEET]:
        for column in (0, 1):
            if "(weighted" in str(row[1]) or "CI" in str(row[1]) or "error" in str(row[1]):
                row[column] = row[column].rpartition("(")[2].strip(")")
    told = (await send(published.coordinator, book, "?dry_run=true")).json()

    assert (told["changed"], told["workbook"]["other_statistics"]) == (0, 36)


async def test_a_mean_a_note_and_numbering_are_no_provinces(published: Published) -> None:
    book = indicators_in_rows()
    rows = book.sheets["ProvincialIndicators_VIE"]
    rows = [[number, *row, 3.5, "xem báo cáo"] for number, row in enumerate(rows)]
    rows[0] = ["STT", *rows[0][1:-2], "Trung bình cả nước", "Ghi chú"]
    rows += [["", "Nguồn: CECODES, RTA, UNDP"], ["", "Một chỉ số khác", *[0.5] * 63]]
    book.sheets = {"ProvincialIndicators_VIE": [["PAPI 2018"], [], *rows]}
    told = (await send(published.coordinator, book, "?dry_run=true")).json()

    assert (told["changed"], told["workbook"]["unknown_rows"]) == (0, 1)


async def test_figures_written_as_text_are_figures(published: Published) -> None:
    book = with_scale(2019)
    rows = book.sheets["2019PAPI_Indicators_VIE"]
    rows[1:] = [[*row[:FIRST], *[str(value).replace(".", ",") for value in row[FIRST:]]] for row in rows[1:]]

    assert (await send(published.coordinator, book, "?dry_run=true")).json()["changed"] == 0


async def test_the_provinces_of_2024_are_the_old_ones(bare: Published) -> None:
    """Four rows above the header map them to 34, whose names are those of old provinces too."""
    told = (await send(bare.coordinator, with_scale(2024))).json()
    scores = (await bare.officer.get("/scores?year=2024&code=PAPI&limit=200")).json()["items"]

    assert told["workbook"]["provinces"] == 61
    assert {item["province_code"]: item["province_name"] for item in scores}.items() <= provinces().items()
