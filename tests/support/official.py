"""Workbooks as papi.org.vn publishes them, one layout for each span of years, made of the real scores."""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import xlsxwriter

from tests.support.reference import DATA

Rows = list[list[Any]]
SPELLINGS: dict[str, Callable[[str], str]] = {
    "79": lambda _name: "TP. Hồ Chí Minh",
    "01": lambda _name: "Ha Noi",
    "77": lambda _name: "Bà Rịa-Vũng Tàu",
    "46": lambda _name: "Thừa Thiên - Huế",
    "48": lambda name: f"TP {name}",
    "31": lambda name: f"Thành phố {name} ",
    "04": lambda name: unicodedata.normalize("NFD", name),
    "66": lambda _name: "Dak Lak",
    "94": lambda name: f"{name}  ",
}


@cache
def published() -> dict[int, dict[str, dict[str, float]]]:
    """The scores by year, code and province; the total's code is PAPI."""
    found: dict[int, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    with (DATA / "scores.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            found[int(row["year"])][row["code"]][row["province_code"]] = float(row["value"])
    return found


@cache
def provinces() -> dict[str, str]:
    """The names of the 63 by code."""
    with (DATA / "scores.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["province_code"]: row["province_name"] for row in csv.DictReader(stream)}


def spelt() -> list[str]:
    """The provinces as the files write them, one in this way and one in that."""
    return [SPELLINGS.get(code, str)(name) for code, name in provinces().items()]


def codes_of(year: int) -> list[str]:
    """The codes that have scores, each dimension before its parts."""
    return sorted(code for code in published()[year] if code != "PAPI")


def figures(year: int, code: str, *, missing: Any = "") -> list[Any]:
    """One code's scores of all provinces; `missing` where none was published."""
    given = published()[year].get(code, {})
    return [given.get(province, missing) for province in provinces()]


@dataclass
class Workbook:
    """A file on its way: its sheets can be changed before it is written."""

    file_name: str
    sheets: dict[str, Rows] = field(default_factory=dict)

    def cell_of(self, sheet: str, text: str) -> tuple[int, int]:
        """Where the first cell stands that begins with the text."""
        rows = enumerate(self.sheets[sheet])
        return next((r, c) for r, row in rows for c, cell in enumerate(row) if isinstance(cell, str) and cell.startswith(text))

    def content(self) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target) as book:
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return target.getvalue()


def provinces_in_rows(year: int, *, tab_year: int | None = None) -> Workbook:
    """2011–2017; the tab may carry another year than the file."""
    codes = codes_of(year)
    book = Workbook(f"PAPI-{year}-Dữ-liệu-1.xlsx")
    book.sheets[f"PAPI {tab_year or year} tổng hợp"] = _turned(year, ["PAPI", *codes])
    for dimension in "123456":
        word = "Điêm" if dimension == "3" else "Điểm"
        book.sheets[f"{word} thành phần {dimension}"] = _turned(year, [code for code in codes if code.startswith(dimension)])
    return book


def _turned(year: int, codes: Iterable[str]) -> Rows:
    taken = list(codes)
    heads = ["Tỉnh/Thành phố", *("Chỉ số PAPI tổng hợp" if code == "PAPI" else f"{code}: Tên chính thức {code}" for code in taken)]
    columns = [figures(year, code, missing=0) for code in taken]
    body = [[name, *row] for name, row in zip(spelt(), zip(*columns, strict=True), strict=True)]
    above: Rows = [[f"PAPI {year}"], ["STT", *heads]]
    if year == 2017:  # bilingual
        above.append(["No", "Province", *("PAPI" if code == "PAPI" else f"{code}: Official name {code}" for code in taken)])
    return [*above, *([number, *row] for number, row in enumerate(body, start=1))]


def indicators_in_rows(year: int = 2018) -> Workbook:
    """2018: one column of labels, dimension rows in words."""
    rows: Rows = [["Chỉ số", *spelt()], ["Chỉ số PAPI tổng hợp", *figures(year, "PAPI")]]
    rows += [[_label_vi(code), *figures(year, code, missing=0)] for code in codes_of(year)]
    return Workbook(f"PAPI{year}_ProvincialScores_ByIndicators_VIE.xlsx", {"ProvincialIndicators_VIE": rows})


def _label_vi(code: str) -> str:
    return f"Chỉ số nội dung {code}: Tên chính thức {code}" if "." not in code else f"{code}. Tên chính thức {code}"


def _label_en(code: str) -> str:
    return f"Dimension {code}: Official name {code}" if "." not in code else f"{code}. Official name {code}"


def with_scale(year: int, *, indicators: Iterable[str] = ()) -> Workbook:
    """2019–2024: two columns of labels, the scale, several rows per figure in recent years."""
    sheet = {2019: "2019PAPI_Indicators_VIE", 2024: "2024_PAPI_VIE_ENG"}.get(year, f"{year}_VIE_ENG")
    rows: Rows = [["Chỉ số", "Indicators", "Thang điểm/Scale", *spelt()]]
    rows += _statistics(year, ("Chỉ số PAPI tổng hợp", "PAPI Score"), "PAPI", "10-80")
    for code in [*sorted({*codes_of(year), *indicators})]:
        # the dimension rows of later years have the English words in both columns
        vi = f"Dimension {code}: Tên chính thức {code}" if "." not in code and year > 2019 else _label_vi(code)
        rows += _statistics(year, (vi, _label_en(code)), code, "1-10") if "." not in code else []
        if "." in code:
            rows.append([vi, _label_en(code), "0.25-2.5", *figures(year, code)])
    book = Workbook(f"{year}PAPI_ProvincialIndicators_BangChiTieuCapTinh.xlsx", {sheet: rows})
    if year == 2024:
        book.sheets[sheet] = _mapped(rows)
    return book


def _statistics(year: int, labels: tuple[str, str], code: str, scale: str) -> Rows:
    """A figure's rows: only the first was published as the score."""
    vi, en = labels
    given = figures(year, code)
    if year < 2021:
        return [[vi, en, scale, *given]]
    others = [("có trọng số", "weighted", 1.01), ("Khoảng tin cậy 95% - cận dưới", "95% CI lower", 0.97)]
    others += [("Khoảng tin cậy 95% - cận trên", "95% CI upper", 1.03), ("Sai số chuẩn", "Standard error", 0.02)]
    rows: Rows = [[f"{vi} (không có trọng số)", f"{en} (unweighted)", scale, *given]]
    for vi_word, en_word, factor in others:
        rows.append([f"{vi} ({vi_word})", f"{en} ({en_word})", scale, *[value * factor if value else "" for value in given]])
    return rows


def _mapped(rows: Rows) -> Rows:
    """2024: four rows above tell which of the 34 new provinces each old one belongs to, and blank columns part them."""
    new = [list(provinces().values())[place // 2] for place in range(63)]
    above: Rows = [
        ["Sáp nhập từ 1/7/2025", "Merger", ""],
        ["Tỉnh mới", "New province", "", *new],
        ["Mã mới", "New code", "", *[place // 2 + 1 for place in range(63)]],
        ["Số tỉnh cũ", "Old provinces", "", *[2] * 63],
    ]
    return [[*row[:20], "", *row[20:40], "", *row[40:]] for row in [*above, *rows]]
