"""The second sheet of the empty workbook: how to word what the columns hold. The examples are read here by the import itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from papi.plans.annex.reading import Known
from papi.plans.annex.times import read_time

TITLE = "Hướng dẫn"
_TIMES = (
    "Thường xuyên",
    "Hằng quý",
    "Mỗi kỳ báo cáo",
    "Quý III/{year}",
    "Tháng 8/{year}",
    "Trước ngày 30/9/{year}",
    "30/9/{year}",
    "06 tháng cuối năm {year}",
)
_COLUMNS: Sequence[tuple[str, str]] = (
    ("STT", "Số thứ tự. Dòng chỉ có số La Mã, chữ cái hoặc lời văn là tên mục, áp dụng cho các dòng dưới."),
    ("Chỉ tiêu", "Mã hoặc tên chỉ tiêu, nội dung thành phần, nội dung; nhiều chỉ tiêu thì mỗi dòng một mã. Nhiệm vụ chung ghi “Chung”."),
    ("Điểm năm trước", "Điểm đã công bố, ví dụ 4,85; để trống nếu chưa có số liệu."),
    ("Mục tiêu", "Duy trì, Cải thiện, hoặc kèm điểm: Cải thiện 5,60; ≥ 5,60."),
    ("Nhiệm vụ, giải pháp", "Một nhiệm vụ một dòng; dòng đầu trong ô là tên nhiệm vụ, tối đa 300 ký tự."),
    ("Cơ quan chủ trì", "Tên đơn vị hoặc nhóm đơn vị, cách nhau bằng dấu phẩy, chấm phẩy hoặc xuống dòng."),
    ("Cơ quan phối hợp", "Như trên. Riêng một đơn vị có hạn khác: Phường 1 (hạn 15/9/2024)."),
    ("Thời gian", "Xem các ví dụ bên dưới."),
    ("Sản phẩm", "Sản phẩm hoặc kết quả phải có, tối đa 300 ký tự."),
    ("Ghi chú", "Được giữ nguyên văn cùng nhiệm vụ."),
)


def guide(known: Known) -> Iterator[tuple[str, str]]:
    """The lines of the sheet: columns, times with their readings, units and groups of the plan's time."""
    yield "Cột", "Cách ghi"
    yield from _COLUMNS
    yield "", ""
    yield "Thời gian ghi là", "Được hiểu là"
    for words in _TIMES:
        said = words.format(year=known.year)
        time = read_time(said, known.year).time
        yield said, time.label("vi") if time else ""
    yield "", ""
    yield "Nhóm đơn vị", "Gồm"
    directory = known.directory
    for group in directory.groups.values():
        yield group.name, f"{len(group.members)} đơn vị: {', '.join(directory.units[unit].short_name for unit in group.members)}"
    yield "", ""
    yield "Đơn vị", "Cũng ghi được là"
    for unit in directory.units.values():
        others: list[Any] = [name for name in unit.names if name != unit.short_name]
        yield directory.name_of(unit.id), "; ".join(others)
