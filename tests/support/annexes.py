"""Annexes as offices make them, in Excel and in Word; and a plan to load them into."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import httpx
import xlsxwriter
from docx import Document

from papi.directory.models import UnitGroup, UnitGroupMember, UnitKind
from papi.framework.models import Indicator
from papi.kit.types import new_id
from tests.support.planning import draft_plan, framework_of, nodes_of
from tests.support.reporting import Reporting
from tests.support.world import Someone

HEADINGS = (
    "STT",
    "Chỉ tiêu",
    "Điểm năm trước",
    "Mục tiêu",
    "Nhiệm vụ, giải pháp",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian",
    "Sản phẩm",
    "Ghi chú",
)
_NAMES = ("number", "indicator", "baseline", "target", "task", "lead", "support", "due", "deliverable", "note")
Row = Sequence[Any]
Range = tuple[int, int, int, int]


def line(task: str = "Niêm yết công khai thủ tục hành chính", **cells: Any) -> list[Any]:
    """A row of the ten columns; what is not named is left empty."""
    given = {"number": 1, "task": task, "lead": "Phòng Tư pháp", "due": "Thường xuyên", **cells}
    return [given.get(name, "") for name in _NAMES]


def workbook(*rows: Row, headings: Sequence[Row] = (HEADINGS,), above: Sequence[str] = (), merged: Sequence[Range] = ()) -> bytes:
    """A workbook of one sheet: titles, headings, rows; ranges are counted from the first row of headings."""
    return workbooks({"Phụ lục I": (above, [*headings, *rows], merged)})


def workbooks(sheets: Mapping[str, tuple[Sequence[str], Sequence[Row], Sequence[Range]]], hidden: str = "") -> bytes:
    """A workbook of several sheets, one of which may be hidden."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        for name, (above, rows, merged) in sheets.items():
            sheet: Any = book.add_worksheet(name)
            if name == hidden:
                sheet.hide()
            _fill(sheet, (above, rows, merged), book.add_format({"num_format": "dd/mm/yyyy"}))
    return target.getvalue()


def _fill(sheet: Any, given: tuple[Sequence[str], Sequence[Row], Sequence[Range]], day: Any) -> None:
    above, rows, merged = given
    for place, title in enumerate(above):
        sheet.merge_range(place, 0, place, 9, title)
    for place, row in enumerate(rows, start=len(above)):
        for column, value in enumerate(row):
            if isinstance(value, date | datetime):
                sheet.write_datetime(place, column, value, day)
            elif value != "":
                sheet.write(place, column, value)
    for top, left, bottom, right in merged:
        sheet.merge_range(top + len(above), left, bottom + len(above), right, rows[top][left])


def document(*rows: Row, headings: Row = HEADINGS, title: str = "PHỤ LỤC I", merged: Sequence[Range] = ()) -> bytes:
    """A Word document with one table under its title."""
    made = Document()
    made.add_paragraph(title)
    lines = [headings, *rows]
    table = made.add_table(rows=len(lines), cols=len(headings))
    for place, row in enumerate(lines):
        for column, value in enumerate(row):
            table.cell(place, column).text = str(value)
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@dataclass
class Annexed:
    """A draft of a plan with an edition of six nodes and the group of the two wards; files are loaded by the coordinator."""

    reporting: Reporting
    plan: dict[str, Any]
    nodes: Mapping[str, Indicator]

    @property
    def path(self) -> str:
        return f"/plans/{self.plan['id']}"

    async def send(
        self, content: bytes, *, answers: Any = None, name: str = "phu-luc.xlsx", who: Someone | None = None, **options: Any
    ) -> httpx.Response:
        """Load a file, or with `dry_run` look at what it would do."""
        query = "?dry_run=true" if options.pop("dry_run", False) else ""
        data = {} if answers is None else {"answers": json.dumps(answers)}
        person = who or self.reporting.coordinator
        return await person.post(f"{self.path}/import{query}", files={"file": (name, content)}, data=data, **options)

    async def look(self, content: bytes, answers: Any = None, name: str = "phu-luc.xlsx") -> dict[str, Any]:
        """What a file would do."""
        answer = await self.send(content, answers=answers, name=name, dry_run=True)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def load(self, content: bytes, answers: Any = None, name: str = "phu-luc.xlsx") -> dict[str, Any]:
        """What came of a file that was stored."""
        answer = await self.send(content, answers=answers, name=name)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def tasks(self) -> list[dict[str, Any]]:
        """The tasks of the plan in full."""
        who = self.reporting.coordinator
        rows = (await who.get(f"/tasks?plan={self.plan['id']}&limit=200")).json()["items"]
        return [(await who.get(f"/tasks/{row['id']}")).json() for row in rows]

    async def given(self, title: str) -> dict[str, str]:
        """Who has the task of this title, and in which part."""
        who = self.reporting.coordinator
        found = (await who.get(f"/assignments?plan={self.plan['id']}&limit=200")).json()["items"]
        return {item["unit"]["name"]: item["part"] for item in found if item["task"]["title"] == title}


async def make_annexed(reporting: Reporting, **changes: Any) -> Annexed:
    """The draft, and what its annex may name."""
    nodes = await nodes_of(reporting.world, await framework_of(reporting))
    world = reporting.world
    group = UnitGroup(id=new_id(), code="phuong-xa", name="UBND các phường, xã")
    offices = UnitGroup(id=new_id(), code="phong-ban", name="Các phòng, ban, cơ quan, đơn vị")
    await world.unit("Phòng Văn hóa và Thông tin", UnitKind.DEPARTMENT)
    await world.add(group, offices)
    members = ((group, reporting.ward), (group, reporting.other_ward), (offices, reporting.department), (offices, reporting.coordinating))
    await world.add(*(UnitGroupMember(group_id=known.id, unit_id=unit.id) for known, unit in members))
    return Annexed(reporting, await draft_plan(reporting, year=2024, **changes), nodes)


def only(result: Mapping[str, Any]) -> dict[str, Any]:
    """The one row that was read."""
    assert len(result["rows"]) == 1, [row["cells"] for row in result["rows"]]
    return result["rows"][0]


def asked(result: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is asked: spelling → suggestions in words."""
    return {doubt["spelling"]: [one["label"] for one in doubt["suggestions"]] for doubt in result["doubts"]}


def first_suggestions(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every question answered with the first of its suggestions."""
    return [
        {"kind": doubt["kind"], "spelling": doubt["spelling"], "values": doubt["suggestions"][0]["values"]} for doubt in result["doubts"]
    ]
