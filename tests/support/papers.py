"""A paper with everything in it, and how its files are read back."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdfium2
from docx import Document
from docx.text.paragraph import Paragraph as Read

from papi.papers.paper import (
    Annex,
    Cell,
    Chart,
    Column,
    ColumnKind,
    Head,
    Heading,
    Paper,
    PaperKind,
    Paragraph,
    Series,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 25.4 / 72
"""A point of a PDF."""
RESULT = "Đã tổ chức 04 buổi tuyên truyền tại khu phố, 312 lượt người dự; niêm yết công khai danh sách hộ nghèo tại nhà văn hóa."
COLUMNS = [
    Column(title="STT", width=12, kind=ColumnKind.NUMBER),
    Column(title="Nhiệm vụ", width=60),
    Column(title="Kết quả", width=90),
    Column(title="Mức độ", width=18, kind=ColumnKind.PERCENT),
    Column(title="Thời hạn", width=24, kind=ColumnKind.DAY),
]


def rows(number: int) -> list[list[Cell]]:
    """The lines of one unit under its name."""
    lines: list[list[Cell]] = [[place, "Niêm yết công khai", RESULT, 40, date(2024, 9, 9)] for place in range(1, number + 1)]
    return [[f"Phường 1: {number} nhiệm vụ"], *lines]


def sample(kind: PaperKind = PaperKind.REPORT, **changes: Any) -> Paper:
    """A report of a ward with two annexes; a letter has neither type nor number of one."""
    letter = kind is PaperKind.LETTER
    given: dict[str, Any] = {
        "kind": kind,
        "day": date(2024, 9, 17),
        "head": Head(
            superior="Ủy ban nhân dân thành phố Vũng Tàu",
            issuer="Phòng Nội vụ",
            symbol="PNV",
            place="Vũng Tàu",
            authority=["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"],
            signer="Nguyễn Thị Ánh Tuyết",
        ),
        "type_name": "" if letter else "Báo cáo",
        "abbreviation": "" if letter else "BC",
        "subject": "Kết quả thực hiện Kế hoạch nâng cao Chỉ số PAPI quý III năm 2024",
        "grounds": ["Căn cứ Kế hoạch số 58/KH-UBND ngày 05/02/2024", "Căn cứ Công văn số 12/UBND-NV;"],
        "addressees": ["Ủy ban nhân dân thành phố"],
        "body": [
            Heading(words="TÌNH HÌNH THỰC HIỆN"),
            Heading(level=2, words="Công khai, minh bạch"),
            Heading(level=3, words="Kết quả cụ thể"),
            Paragraph(words=RESULT),
            Heading(level=2, words="Thủ tục hành chính công"),
            Chart(title="Số nhiệm vụ theo nội dung", labels=["Một", "Hai"], series=[Series(name="Đúng hạn", values=[5, 3.5])]),
            Table(title="Số liệu", columns=COLUMNS[:3], rows=[[1, "A", "B"]]),
            Heading(words="ĐỀ XUẤT"),
            Paragraph(words="Đề nghị Ủy ban nhân dân thành phố xem xét."),
        ],
        "receivers": ["Các phường, xã"],
        "annexes": [
            Annex(title="Kết quả từng nhiệm vụ", blocks=[Table(columns=COLUMNS, rows=rows(30), grouped_by="Đơn vị")]),
            Annex(title="Danh sách đơn vị", blocks=[Table(columns=COLUMNS[:2], rows=[[1, "Phường 1"]])]),
        ],
    }
    return Paper(**{**given, **changes})


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of a document, those in tables too, in order."""

    for element in document.element.body.iter(f"{W}p"):
        yield Read(element, document)


def paragraph_of(document: Any, words: str) -> Any:
    """The first paragraph that begins with these words."""
    return next(found for found in paragraphs(document) if found.text.startswith(words))


class Sheet:
    """A page of a PDF: its size and where its texts stand, in millimetres from the left and from above."""

    def __init__(self, page: Any) -> None:
        self.width, self.height = page.get_width() * MM, page.get_height() * MM
        self._text = page.get_textpage()
        self.words = self._text.get_text_bounded()

    def box(self, words: str) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the first place where the words stand on one line."""
        index, count = self._text.search(words).get_next()
        boxes = [self._text.get_charbox(place) for place in range(index, index + count)]
        left, right = min(box[0] for box in boxes) * MM, max(box[2] for box in boxes) * MM
        top, bottom = max(box[3] for box in boxes) * MM, min(box[1] for box in boxes) * MM
        return left, self.height - top, right, self.height - bottom

    def lefts(self) -> list[float]:
        """The left side of every sign that is seen."""
        return [self._text.get_charbox(place)[0] * MM for place in self._seen()]

    def rights(self) -> list[float]:
        return [self._text.get_charbox(place)[2] * MM for place in self._seen()]

    def _seen(self) -> Iterator[int]:
        return (place for place in range(self._text.count_chars()) if self._text.get_text_range(place, 1).strip())


def sheets(content: bytes) -> list[Sheet]:
    document: Any = pypdfium2.PdfDocument(content)
    return [Sheet(page) for page in document]
