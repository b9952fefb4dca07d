"""A workbook that came back, held against what its lines were when it left and what they are now."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from papi.kit.text import spoken_number
from papi.kit.types import AnyRow
from papi.reports.offline.documents import Proof, new_names, weigh
from papi.reports.offline.opening import Returned, Row
from papi.reports.offline.template import FIELD_WORDS, NO, TEXTS, YES, tidy_text, values_of
from papi.reports.offline.values import MAX_DOCUMENTS, MOVED, NO_FIGURE, TOO_MANY, Cell, Read, Words, read_cell
from papi.reports.schemas.workbooks import LineStatus, WorkbookDecisions, WorkbookField, WorkbookLine, WorkbookTrouble

ROW_ADDED = ("Dòng thêm vào, không thuộc báo cáo.", "A row that was added; it is no line of the report.")
ROW_TWICE = ("Một dòng báo cáo có ở nhiều dòng của tệp.", "A line of the report stands in several rows.")
ROW_GONE = (
    "Dòng này đã bị xóa khỏi tệp; nội dung trên hệ thống giữ nguyên.",
    "The row was deleted; the line stays as it is.",
)
OF_ANOTHER = ("Dòng này thuộc báo cáo khác.", "A line of another report.")
NOT_OPEN = ("Dòng này đã đạt hoặc không sửa được lúc này.", "The line is in order, or cannot be changed now.")
MERGED = ("Dòng có ô trộn; bỏ trộn rồi nạp lại.", "The row has merged cells; split them and load again.")
BY_PLAN = (
    "Nhiệm vụ này hoàn thành khi gửi kế hoạch của đơn vị; không chọn ở đây.",
    "This task is done by sending the unit's own plan; it is not said here.",
)
RETIRED = ("Số liệu này không còn yêu cầu.", "This figure is no longer asked for.")
FIGURE_GONE = ("Dòng số liệu đã bị xóa khỏi tệp.", "The row of this figure was deleted from the file.")
STRAY = ("Số liệu không thuộc dòng nào của báo cáo.", "A figure that belongs to no line of the report.")


@dataclass(frozen=True)
class Stands:
    """The report as it is: its lines by id, how long their texts may be, and in which language it is told."""

    lines: Mapping[UUID, Mapping[str, Any]]
    longest: Mapping[UUID, int]
    language: str
    found: Mapping[str, Sequence[AnyRow]] = field(default_factory=dict[str, Sequence[AnyRow]])


@dataclass(frozen=True)
class Compared:
    """What is told of a row, and what is stored of its line."""

    told: WorkbookLine
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    undecided: int = 0
    missing: int = 0


def names_to_find(returned: Returned, stands: Stands) -> set[str]:
    """The names of documents that are looked up among the unit's."""
    wanted: set[str] = set()
    for row in returned.rows:
        line = stands.lines.get(row.line_id) if row.line_id else None
        read = read_cell("evidence", row.cells["evidence"])
        if line is not None and read.wrong is None:
            wanted.update(new_names(read.value or [], returned.base.get(line["id"], {}).get("evidence"), line))
    return wanted


def compare(returned: Returned, stands: Stands, decisions: WorkbookDecisions) -> list[Compared]:
    """Every row of the file, and every line that left and is in none, in the order of the report."""
    times = Counter(row.line_id for row in returned.rows)
    rows = [_row(row, times[row.line_id], returned, (stands, decisions)) for row in returned.rows]
    gone = [_gone(line_id, stands) for line_id in returned.base if line_id not in times]
    strays = [_refused(None, (name, text), STRAY, stands.language) for name, text in returned.strays]
    return sorted([*rows, *gone, *strays], key=lambda item: (item.told.number is None, item.told.number or 0))


def _row(row: Row, times: int, returned: Returned, against: tuple[Stands, WorkbookDecisions]) -> Compared:
    stands, decisions = against
    line = stands.lines.get(row.line_id) if row.line_id else None
    if why := _no_line(row, times, line, returned):
        return _refused(line, (row.name, row.title), why, stands.language)
    assert line is not None
    compared = _Line(line, returned.base[line["id"]], row, stands).held_against(decisions)
    touched = compared.changes or compared.told.status is not LineStatus.UNCHANGED
    if touched and "edit" not in line["allowed_actions"]:
        return _refused(line, (row.name, row.title), NOT_OPEN, stands.language)
    return compared


def _no_line(row: Row, times: int, line: Mapping[str, Any] | None, returned: Returned) -> Words | None:
    if row.line_id is None:
        return ROW_ADDED
    if line is None or row.line_id not in returned.base:
        return OF_ANOTHER
    if times > 1:
        return ROW_TWICE
    if row.moved:
        return MOVED
    return MERGED if row.merged else None


def _gone(line_id: UUID, stands: Stands) -> Compared:
    line = stands.lines.get(line_id)
    return _refused(line, ("", ""), ROW_GONE if line else OF_ANOTHER, stands.language)


def _refused(line: Mapping[str, Any] | None, row: tuple[str, str], why: Words, language: str) -> Compared:
    told = WorkbookLine(
        line_id=line["id"] if line else None,
        number=line["number"] if line else None,
        title=line["task"]["title"] if line else row[1],
        cell=row[0],
        version=line["version"] if line else None,
        status=LineStatus.REFUSED,
        fields=[],
        documents=[],
        troubles=[WorkbookTrouble(cell=row[0], detail=_said(why, language))],
    )
    return Compared(told)


def _said(words: Words, language: str) -> str:
    return words[1] if language == "en" else words[0]


class _Line:
    """One line: its fields as they left, as they are, and as the file has them."""

    def __init__(self, line: Mapping[str, Any], base: Mapping[str, Any], row: Row, stands: Stands) -> None:
        self.line, self.base, self.row, self.stands = line, base, row, stands
        self.figures = {f"figures.{figure['key']}": figure for figure in line["task"]["figures"]}
        self.troubles: list[WorkbookTrouble] = []
        self.changes: dict[str, Any] = {}

    def held_against(self, decisions: WorkbookDecisions) -> Compared:
        takes = {choice.field: choice.take for choice in decisions.choices if choice.line_id == self.line["id"]}
        fields = list(self._fields(takes))
        proof = self._proof(decisions)
        undecided = sum(item.status == "conflict" and item.take is None for item in fields) + proof.undecided
        if self.troubles:
            status, undecided = LineStatus.REFUSED, 0
        elif proof.asked or any(item.status == "conflict" for item in fields):
            status = LineStatus.CONFLICT
        else:
            status = LineStatus.FILL if fields or self.changes else LineStatus.UNCHANGED
        told = WorkbookLine(
            line_id=self.line["id"],
            number=self.line["number"],
            title=self.line["task"]["title"],
            cell=self.row.name,
            version=self.line["version"],
            status=status,
            fields=fields,
            documents=proof.documents,
            troubles=self.troubles,
        )
        return Compared(told, {} if self.troubles else self.changes, undecided, 0 if self.troubles else proof.missing)

    def _fields(self, takes: Mapping[str, Any]) -> Iterator[WorkbookField]:
        now = values_of(self.line)
        for known, base in self.base.items():
            if known == "evidence" or (read := self._read(known)) is None:
                continue
            theirs, yours = now.get(known), read.value
            if _same(yours, base) or _same(yours, theirs):
                continue
            if why := self._unfit(known, yours):
                self._trouble(self.row.cells[known], why)
                continue
            conflict = not _same(base, theirs)
            take = takes.get(known) if conflict else None
            if not conflict or take == "yours":
                self._change(known, yours)
            yield WorkbookField(
                field=known,
                label=self._label(known),
                cell=self.row.cells[known].name,
                status="conflict" if conflict else "fill",
                base=self._shown(known, base),
                theirs=self._shown(known, theirs),
                yours=self._shown(known, yours),
                note=read.note and _said(read.note, self.stands.language),
                take=take,
            )

    def _read(self, known: str) -> Read | None:
        """The cell as a value; None, and a word to the clerk, where it is none."""
        cell = self.row.cells.get(known)
        if cell is None:
            self._trouble(Cell("", None), FIGURE_GONE)
            return None
        read = read_cell(known, cell, self.figures.get(known, NO_FIGURE))
        if read.wrong is not None:
            self._trouble(cell, read.wrong)
            return None
        return read

    def _unfit(self, known: str, value: Any) -> Words | None:
        longest = self.stands.longest.get(self.line["id"], 0)
        if known in TEXTS and len(value) > longest:
            number = spoken_number(longest, "vi")
            return f"Tối đa {number} ký tự.", f"At most {spoken_number(longest, 'en')} characters."
        if known == "self_done" and self.line["task"]["by_unit_plan"]:
            return BY_PLAN
        if known.startswith("figures.") and (known not in self.figures or self.figures[known]["retired"]):
            return RETIRED
        return None

    def _change(self, known: str, value: Any) -> None:
        if known.startswith("figures."):
            self.changes.setdefault("figures", {})[known.removeprefix("figures.")] = value
        else:
            self.changes[known] = value

    def _proof(self, decisions: WorkbookDecisions) -> Proof:
        chosen = {(choice.line_id, choice.name): choice.evidence_id for choice in decisions.documents}
        read = self._read("evidence")
        if read is None:
            return Proof([], None, 0)
        proof = weigh(self.line, (self.base.get("evidence"), read.value or []), self.stands.found, chosen)
        if proof.ids is not None and len(proof.ids) > MAX_DOCUMENTS:
            self._trouble(self.row.cells["evidence"], TOO_MANY)
        elif proof.ids is not None:
            self.changes["evidence_ids"] = proof.ids
        return proof

    def _trouble(self, cell: Cell, why: Words) -> None:
        self.troubles.append(WorkbookTrouble(cell=cell.name, detail=_said(why, self.stands.language)))

    def _label(self, known: str) -> str:
        figure = self.figures.get(known)
        if figure is not None:
            return f"{figure['label']} ({figure['measure']})" if figure["measure"] else figure["label"]
        return _said(FIELD_WORDS.get(known, (known, known)), self.stands.language)

    def _shown(self, known: str, value: Any) -> str:
        if isinstance(value, bool):
            return _said((YES, "Yes") if value else (NO, "No"), self.stands.language)
        if isinstance(value, int | float):
            said = spoken_number(value, self.stands.language)
            return f"{said}%" if known == "percent" else said
        return "" if value is None else str(value)


def _same(one: Any, other: Any) -> bool:
    """Equal as far as a cell can carry it."""
    if isinstance(one, str) and isinstance(other, str):
        return tidy_text(one) == tidy_text(other)
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
