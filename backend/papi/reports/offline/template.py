"""What both sides know of the workbook: its sheets, its columns, and how a value is written down beside the line that it left from."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

FORMAT = 1
SHEET, FIGURES, GUIDE, BASE = "Báo cáo", "Số liệu", "Hướng dẫn", "_papi"
LINE = "line"
"""The column that tells which line a row is; it is hidden."""
KEY = "key"

TEXTS = ("result", "difficulties", "proposals")
EDITABLE = ("result", "percent", "difficulties", "proposals", "self_done", "evidence")
HEADINGS: Mapping[str, str] = {
    LINE: "Mã dòng",
    "number": "STT",
    "title": "Nhiệm vụ",
    "dimension": "Nội dung PAPI",
    "indicators": "Chỉ tiêu",
    "asked": "Yêu cầu",
    "previous": "Kỳ trước đã báo cáo",
    "result": "Kết quả thực hiện",
    "percent": "Mức độ hoàn thành (%)",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Đề xuất, kiến nghị",
    "self_done": "Tự đánh giá hoàn thành",
    "evidence": "Minh chứng (mỗi dòng một tài liệu)",
}
WIDTHS: Mapping[str, int] = {
    LINE: 4,
    "number": 6,
    "title": 34,
    "dimension": 20,
    "indicators": 24,
    "asked": 34,
    "previous": 40,
    "result": 56,
    "percent": 13,
    "difficulties": 34,
    "proposals": 34,
    "self_done": 14,
    "evidence": 40,
}
OF_FIGURES: Mapping[str, str] = {
    LINE: "Mã dòng",
    KEY: "Mã số liệu",
    "number": "STT",
    "title": "Nhiệm vụ",
    "label": "Số liệu",
    "measure": "Đơn vị tính",
    "previous": "Kỳ trước",
    "value": "Giá trị kỳ này",
}
FIGURE_WIDTHS: Mapping[str, int] = {LINE: 4, KEY: 4, "number": 6, "title": 44, "label": 44, "measure": 16, "previous": 16, "value": 20}
FIRST_ROW = 3
YES, NO = "Có", "Không"
FIELD_WORDS: Mapping[str, tuple[str, str]] = {
    "result": ("Kết quả thực hiện", "Result"),
    "percent": ("Mức độ hoàn thành (%)", "Percent done"),
    "difficulties": ("Khó khăn, vướng mắc", "Difficulties"),
    "proposals": ("Đề xuất, kiến nghị", "Proposals"),
    "self_done": ("Tự đánh giá hoàn thành", "Declared done"),
    "evidence": ("Minh chứng", "Evidence"),
}


def figure_field(key: str) -> str:
    """The name of a figure among a line's fields."""
    return f"figures.{key}"


BESIDE = "beside."
"""Begins what the hidden sheet keeps of the locked cells."""


def title_field() -> str:
    """The line's title on the hidden sheet."""
    return f"{BESIDE}title"


def label_field(key: str) -> str:
    """A figure's label on the hidden sheet."""
    return f"{BESIDE}label.{key}"


def tidy_text(value: str) -> str:
    """Text as it is compared: a cell knows one kind of line end, keeps no sign that cannot be seen, and loses blanks at its ends."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return "".join(char for char in plain if char in "\n\t" or char.isprintable()).strip()


def shown_names(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The documents of a line as a cell names them: by title, and by the file's name too where two bear the same title."""
    titles = [one_line(document["title"] or document["file_name"]) for document in documents]
    return [
        {"id": str(document["id"]), "name": title if titles.count(title) == 1 else one_line(f"{title} – {document['file_name']}")}
        for document, title in zip(documents, titles, strict=True)
    ]


def one_line(value: str) -> str:
    return " ".join(tidy_text(value).split())[:200]


def values_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """All that is filled of a line, field by field, as it stands: what leaves with the file, and what it is compared with later."""
    figures = {figure_field(figure["key"]): line["figures"].get(figure["key"]) for figure in line["task"]["figures"]}
    return {
        **{name: line[name] or "" for name in TEXTS},
        "percent": line["percent"],
        "self_done": bool(line["self_done"]),
        **figures,
        "evidence": shown_names(line["evidence"]),
    }


def beside_of(line: Mapping[str, Any]) -> dict[str, str]:
    """What stands, locked, beside the line: by it is seen that rows were sorted without their hidden column."""
    labels = {label_field(figure["key"]): figure["label"] for figure in line["task"]["figures"]}
    return {title_field(): line["task"]["title"], **labels}


def encoded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def print_of(report_id: UUID | str, line_id: UUID | str, field: str, value: str) -> str:
    """What shows that a value on the hidden sheet is the one that left."""
    return hashlib.sha256("\n".join((str(report_id), str(line_id), field, value)).encode()).hexdigest()[:32]
