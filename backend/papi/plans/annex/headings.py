"""Which column is what: by its heading, whatever its case, diacritics and line breaks, and however many rows the headings take."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from papi.kit.text import fold
from papi.plans.annex.grids import Grid


class Field(StrEnum):
    """What a column holds. Those after `NOTE` are written by the export, and may be missing."""

    NUMBER = "number"
    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    TASK = "task"
    LEAD = "lead"
    SUPPORT = "support"
    DUE = "due"
    DELIVERABLE = "deliverable"
    NOTE = "note"
    KEY = "key"
    SOURCE_REF = "source_ref"
    KIND = "kind"
    MODE = "mode"
    CADENCE = "cadence"
    DUE_ON = "due_on"
    TEXT = "text"
    CHECKLIST = "checklist"
    EVIDENCE = "evidence"
    REPORTABLE = "reportable"
    BY_UNIT_PLAN = "by_unit_plan"
    LOW_RATED = "low_rated"
    LOW_SOURCE = "low_source"
    ERRORS = "errors"


HEADINGS: Mapping[Field, tuple[str, str]] = {
    Field.NUMBER: ("STT", "No."),
    Field.INDICATOR: ("Chỉ tiêu", "Indicator"),
    Field.BASELINE: ("Điểm năm trước", "Score of the year before"),
    Field.TARGET: ("Mục tiêu", "Target"),
    Field.TASK: ("Nhiệm vụ, giải pháp", "Task"),
    Field.LEAD: ("Cơ quan chủ trì", "Lead"),
    Field.SUPPORT: ("Cơ quan phối hợp", "Support"),
    Field.DUE: ("Thời gian", "When"),
    Field.DELIVERABLE: ("Sản phẩm", "Deliverable"),
    Field.NOTE: ("Ghi chú", "Note"),
    Field.KEY: ("Ký hiệu", "Key"),
    Field.SOURCE_REF: ("Mục của kế hoạch", "Paragraph of the plan"),
    Field.KIND: ("Loại nhiệm vụ", "Kind"),
    Field.MODE: ("Cách làm", "How units work"),
    Field.CADENCE: ("Nhịp thực hiện", "Cadence"),
    Field.DUE_ON: ("Hạn cuối", "Last day"),
    Field.TEXT: ("Nội dung chi tiết", "In detail"),
    Field.CHECKLIST: ("Các ý phải làm", "Checklist"),
    Field.EVIDENCE: ("Cần tài liệu kiểm chứng", "Needs evidence"),
    Field.REPORTABLE: ("Ghi trong báo cáo kỳ", "Has a line in reports"),
    Field.BY_UNIT_PLAN: ("Hoàn thành bằng kế hoạch của đơn vị", "Done by the unit's own plan"),
    Field.LOW_RATED: ("Người dân đánh giá chưa cao", "Rated low"),
    Field.LOW_SOURCE: ("Nguồn đánh giá", "Source of the rating"),
    Field.ERRORS: ("Lỗi cần sửa", "To correct"),
}

# In the order in which they are tried: what is told first is the narrower one. Folded: without diacritics, in lower case.
_WORDS: Sequence[tuple[Field, str]] = (
    (Field.ERRORS, r"^(?:loi can sua|to correct)"),
    (Field.KEY, r"^ky hieu(?: nhiem vu)?$"),
    (Field.SOURCE_REF, r"^muc cua ke hoach$"),
    (Field.KIND, r"^loai nhiem vu$"),
    (Field.MODE, r"^cach lam$"),
    (Field.CADENCE, r"^nhip thuc hien$"),
    (Field.DUE_ON, r"^han cuoi$"),
    (Field.TEXT, r"^noi dung chi tiet$"),
    (Field.CHECKLIST, r"^cac y phai lam$"),
    (Field.EVIDENCE, r"^can tai lieu(?: kiem chung)?$"),
    (Field.REPORTABLE, r"^ghi trong bao cao(?: ky)?$"),
    (Field.BY_UNIT_PLAN, r"^hoan thanh bang ke hoach(?: rieng)? cua don vi$"),
    (Field.LOW_RATED, r"^nguoi dan danh gia chua cao$"),
    (Field.LOW_SOURCE, r"^nguon danh gia$"),
    (Field.NUMBER, r"^(?:stt|s t t|tt|so tt|so thu tu|thu tu|no)$"),
    (Field.NOTE, r"^ghi chu\b"),
    (Field.SUPPORT, r"\bphoi hop\b"),
    (Field.LEAD, r"\bchu tri\b"),
    (
        Field.BASELINE,
        r"^(?:diem|ket qua|so lieu|chi so|gia tri).*\b(?:nam truoc|co so|hien tai|hien trang|da dat|da cong bo|dat duoc)\b|^nam truoc$",
    ),
    (Field.TARGET, r"\bmuc tieu\b|\bphan dau\b|^(?:diem|chi tieu) ke hoach\b"),
    (Field.DUE, r"\bthoi gian\b|\bthoi han\b|\btien do\b|\bhan hoan thanh\b|^thoi diem\b"),
    (Field.TASK, r"\bnhiem vu\b|\bgiai phap\b|\bcong viec\b|^noi dung (?:thuc hien|cong viec|trien khai|phan cong)"),
    (Field.DELIVERABLE, r"\bsan pham\b|\bdau ra\b|^ket qua(?: can dat| du kien| phai dat| thuc hien| hoan thanh)?$"),
    (Field.INDICATOR, r"\bchi tieu\b|\bchi so\b|\bnoi dung thanh phan\b|\btieu chi\b|\blinh vuc noi dung\b"),
    (
        Field.LEAD,
        r"^(?:co quan|don vi|bo phan)\b.*\b(?:thuc hien|phu trach|tham muu|chiu trach nhiem)\b|^(?:phan cong|phu trach|thuc hien)$",
    ),
    (Field.TASK, r"^noi dung$"),
)
_RULES = tuple((rank, field, re.compile(pattern)) for rank, (field, pattern) in enumerate(_WORDS))
_SCORE = re.compile(r"^(?:diem|ket qua|so lieu|chi so|gia tri|nam)\b.*\b(20\d\d)\b")
_LONGEST = 90
_DEEPEST = 3
_FEWEST = 3
_ENOUGH = 4  # headings that are known, beside however many others: months, funds, measures
_FIGURE = re.compile(r"^(?!20\d\d$)(?:[\d\s.,/()%-]+|[A-Za-z][.)])$")  # a number, a score, a day; a year may head a column


@dataclass(frozen=True)
class Header:
    """The columns of a table by what they hold, and the row on which its lines begin; `plain` where hardly a text is unknown."""

    columns: Mapping[Field, int]
    names: Mapping[int, str]
    first_line: int
    plain: bool


def find_header(grid: Grid, row: int, year: int) -> Header | None:
    """The headings that begin in this row; None where it is no such row.

    A table needs its tasks and who leads them, or its indicators and what is wanted of them.
    """
    texts = {text for column in range(grid.width) if (text := grid.text(row, column))}
    if len(texts) < 2 or not any(_field(fold_short(text), year) for text in texts):  # one text over the whole width is a title
        return None
    found = [header for deep in range(1, _DEEPEST + 1) if (header := _read(grid, row, deep, year)) is not None]
    return max(found, key=lambda header: (len(header.columns), -header.first_line), default=None)


def _read(grid: Grid, row: int, deep: int, year: int) -> Header | None:
    if row + deep > len(grid.rows):
        return None
    shares = [_share(grid, line, year) for line in range(row, row + deep)]
    if any(known * 2 < told and known < _ENOUGH for known, told in shares):
        return None
    ranked: dict[Field, tuple[int, int]] = {}
    names: dict[int, str] = {}
    for column in range(grid.width):
        texts = list(dict.fromkeys(text for line in range(row, row + deep) if (text := grid.text(line, column))))
        names[column] = " – ".join(texts)
        known = _of_column(tuple(texts), year)
        if known is not None and (known[1] not in ranked or known[0] < ranked[known[1]][0]):
            ranked[known[1]] = (known[0], column)
    columns = {field: column for field, (_rank, column) in ranked.items()}
    tasks, targets = {Field.TASK, Field.LEAD} <= columns.keys(), {Field.INDICATOR, Field.TARGET} <= columns.keys()
    if len(columns) < _FEWEST or not (tasks or targets):
        return None
    return Header(columns, names, row + deep, all(known * 3 > told * 2 for known, told in shares if told))


def _share(grid: Grid, row: int, year: int) -> tuple[int, int]:
    """How many texts that begin in this row are headings, of how many; none are where a figure stands among them, as in a row of data."""
    cells = ((grid.first_cell(row, column)[0], grid.text(row, column)) for column in range(grid.width))
    texts = {text for begins, text in cells if text and begins == row}
    if any(_FIGURE.match(text) for text in texts):
        return 0, len(texts)
    return sum(_field(fold_short(text), year) is not None for text in texts), len(texts)


def _of_column(texts: tuple[str, ...], year: int) -> tuple[int, Field] | None:
    """What the headings above one another say: the lowest first, then all together, then the upper ones."""
    tried: Iterable[str] = (*texts[-1:], " ".join(texts), *texts[-2::-1])
    return next((known for text in tried if (known := _field(fold_short(text), year)) is not None), None)


def fold_short(text: str) -> str:
    """The text folded; empty where it is too long for a heading."""
    return _folded(text) if len(text) <= _LONGEST else ""


_folded = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=4096)
def _field(heading: str, year: int) -> tuple[int, Field] | None:
    if not heading:
        return None
    scored = _SCORE.match(heading)
    if scored is not None:
        return 0, Field.BASELINE if int(scored[1]) < year else Field.TARGET
    return next(((rank, field) for rank, field, pattern in _RULES if pattern.search(heading)), None)
