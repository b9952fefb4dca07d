"""The annex of the city's plan as an office would send it: a task for each of the 118 indicators, and six spellings that must be asked."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from tests.support.reference import DATA

LEADS = {
    "1": "Phòng Tư pháp",
    "2": "UBND các phường, xã",
    "3": "P. Nội vụ",
    "4": "Thanh tra thành phố",
    "5": "VP HĐND&UBND",
    "6": "Phòng Giáo dục và Đào tạo; Phòng Y tế",
    "7": "Phòng Tài nguyên và Môi trường",
    "8": "Phòng Văn hóa và Thông tin",
}
SUPPORTS = {
    "1": "Phòng Văn hóa và Thông tin, UBMTTQ thành phố và UBND các phường, xã",
    "2": "Phòng LĐTBXH; Phòng Tài nguyên và Môi trường",
    "3": "Thanh tra thành phố\nUBND 17 phường, xã",
    "4": "Công an thành phố, UBND các phường, xã",
    "5": "Các phòng, ban liên quan; UBND các phường, xã",
    "6": "UBND các phường, xã",
    "7": "UBND các phường, xã; Phòng Quản lí đô thị",
    "8": "Trung tâm Văn hóa - Thông tin - Thể thao",
}
TIMES = ("Thường xuyên", "Hằng quý", "Quý III", "Trước ngày 15/11", "Trong năm", "Tháng 10")  # of whichever year the plan is
WORKS = ("Rà soát, công khai nội dung", "Tuyên truyền, phổ biến tới Nhân dân về nội dung", "Khảo sát, khắc phục hạn chế về nội dung")
DOUBTS = 6
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
HEADINGS = (
    ("STT", "Chỉ tiêu", "Điểm PAPI", "", "Nhiệm vụ,\ngiải pháp", "Cơ quan thực hiện", "", "Thời gian\nhoàn thành", "Sản phẩm", "Ghi chú"),
    ("", "", "Năm 2023", "Mục tiêu", "", "Chủ trì", "Phối hợp", "", "", ""),
)


def city_annex(copies: int = 1) -> bytes:
    """The workbook; with `copies` each indicator has so many tasks."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        sheet: Any = book.add_worksheet("Phụ lục")
        sheet.merge_range(0, 0, 0, 9, "PHỤ LỤC", bold)
        sheet.merge_range(1, 0, 1, 9, "NHIỆM VỤ CỤ THỂ CẢI THIỆN 118 CHỈ TIÊU PAPI NĂM 2024", bold)
        for column, texts in enumerate(zip(*HEADINGS, strict=True)):
            sheet.write_column(2, column, texts, bold)
        for row, values in enumerate(_lines(copies), start=4):
            sheet.write_row(row, 0, values)
            if len(values) == 2:
                sheet.merge_range(row, 1, row, 9, values[1], bold)
        for left, right in ((0, 0), (1, 1), (4, 4), (7, 7), (8, 8), (9, 9)):
            sheet.merge_range(2, left, 3, right, HEADINGS[0][left], bold)
        sheet.merge_range(2, 2, 2, 3, HEADINGS[0][2], bold)
        sheet.merge_range(2, 5, 2, 6, HEADINGS[0][5], bold)
    return target.getvalue()


def _lines(copies: int) -> Iterator[list[Any]]:
    with (DATA / "indicators-2023.csv").open(encoding="utf-8-sig", newline="") as stream:
        nodes = list(csv.DictReader(stream))
    dimension = ""
    number = 0
    for place, node in enumerate(nodes):
        if node["code"][0] != dimension:
            dimension = node["code"][0]
            yield [ROMAN[int(dimension) - 1], f"Nội dung {dimension}"]
        for copy in range(copies):
            number += 1
            task = f"{WORKS[place % 3]}: {node['name_vi']}" + (f" (đợt {copy + 1})" if copies > 1 else "")
            product = "Báo cáo kết quả" if place % 2 else ""
            yield [
                number,
                f"{node['code']} {node['name_vi']}",
                "",
                "Duy trì" if place % 2 else "Cải thiện",
                task,
                LEADS[dimension],
                SUPPORTS[dimension],
                TIMES[place % 6],
                product,
                "",
            ]
