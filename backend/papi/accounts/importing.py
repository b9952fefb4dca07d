"""Reading a list of people from XLSX or CSV: all bad lines are told at once, each with its reason."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import ROLE_WORDS, Role
from papi.accounts.errors import ImportRefused
from papi.accounts.schemas import PersonCreate
from papi.directory.models import Person, Unit
from papi.kit.errors import FieldError
from papi.kit.office import is_office
from papi.kit.problems import field_errors
from papi.kit.text import fold
from papi.kit.transport import clean_text
from papi.kit.workbooks import read_workbook

# heading, folded → field; Vietnamese headings and the API's own names
_HEADINGS = {
    "ten dang nhap": "username",
    "username": "username",
    "ho va ten": "full_name",
    "full name": "full_name",
    "thu dien tu": "email",
    "email": "email",
    "ma don vi": "unit",
    "unit": "unit",
    "vai tro": "role",
    "role": "role",
}
_NAMES = {
    "username": ("tên đăng nhập", "user name"),
    "full_name": ("họ và tên", "full name"),
    "email": ("thư điện tử", "e-mail"),
}
_ROLES = {fold(words): role for role, both in ROLE_WORDS.items() for words in (*both, role.value)}
MAX_ROWS = 2000

Rows = list[tuple[int, Mapping[str, str]]]


class _BadLine(Exception):
    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def read_rows(content: bytes) -> Rows:
    """The lines of a file with their numbers, each as field → text. Slow for a large file: call it in a thread."""
    table = _table(content)
    heading = [_HEADINGS.get(fold(cell), "") for cell in table[0]] if table else []
    missing = {"username", "full_name", "unit", "role"} - set(heading)
    if missing or len(table) > MAX_ROWS + 1:
        raise _refused(
            "/lines/1",
            "Tệp cần các cột: Tên đăng nhập, Họ và tên, Thư điện tử, Mã đơn vị, Vai trò; tối đa 2.000 dòng.",
            "The columns username, full_name, email, unit and role are needed; at most 2,000 lines.",
        )
    rows = [(number, dict(zip(heading, row, strict=False))) for number, row in enumerate(table[1:], start=2)]
    return [(number, row) for number, row in rows if any(cell.strip() for cell in row.values())]


async def check_people(session: AsyncSession, rows: Rows) -> list[PersonCreate]:
    """The people of the lines; refused whole if any line is bad, with every bad line and its reason."""
    units = {row.code: row.id for row in await session.execute(select(Unit.code, Unit.id))}
    taken = set(await session.scalars(select(Person.username)))
    bad: list[FieldError] = []
    found: list[PersonCreate] = []
    for number, row in rows:
        try:
            person = _person(row, units, taken)
        except _BadLine as line:
            bad.append(FieldError(f"/lines/{number}", f"Dòng {number}: {line.vi}", f"Line {number}: {line.en}"))
        else:
            taken.add(person.username)
            found.append(person)
    if bad:
        raise ImportRefused(errors=bad, count=len(bad))
    if not found:
        raise _refused("/lines/1", "Tệp không có dòng nào.", "The file has no lines.")
    return found


def _person(row: Mapping[str, str], units: Mapping[str, Any], taken: set[str]) -> PersonCreate:
    unit, role = row.get("unit", "").strip(), row.get("role", "").strip()
    if unit not in units:
        raise _BadLine(f"không có đơn vị mang mã “{unit}”", f"no unit has the code “{unit}”")
    if fold(role) not in _ROLES:
        raise _BadLine(f"không có vai trò “{role}”", f"there is no role “{role}”")
    username = row.get("username", "").strip().lower()
    if username in taken:
        raise _BadLine(f"tên đăng nhập “{username}” đã có", f"the user name “{username}” is taken")
    email = row.get("email", "").strip() or None
    given: dict[str, Any] = {"username": username, "full_name": row.get("full_name", ""), "email": email}
    try:
        return PersonCreate(**given, unit_id=units[unit], role=Role(_ROLES[fold(role)]))
    except ValidationError as error:
        raise _in_words(error) from None


def _in_words(error: ValidationError) -> _BadLine:
    named = [(_NAMES[wrong.pointer.removeprefix("/")], wrong) for wrong in field_errors(error.errors())]
    vi = "; ".join(f"{name[0]}: {wrong.vi}" for name, wrong in named)
    en = "; ".join(f"{name[1]}: {wrong.en}" for name, wrong in named)
    return _BadLine(vi, en)


def _refused(pointer: str, vi: str, en: str) -> ImportRefused:
    return ImportRefused(errors=[FieldError(pointer, vi, en)], count=1)


def _table(content: bytes) -> list[list[str]]:
    try:
        table = read_workbook(content) if is_office(content) else list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        return [[clean_text(cell) for cell in row] for row in table]
    except (csv.Error, ValueError):
        raise _refused("/file", "Tệp không đọc được; cần XLSX hoặc CSV (UTF-8).", "Not readable; XLSX or CSV (UTF-8).") from None
