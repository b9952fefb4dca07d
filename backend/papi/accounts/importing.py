"""Reading a list of people from XLSX or CSV: all bad lines are told at once."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from python_calamine import CalamineError, CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import ROLE_WORDS, Role
from papi.accounts.errors import ImportRefused
from papi.accounts.schemas import PersonCreate
from papi.directory.models import Person, Unit
from papi.kit.errors import FieldError
from papi.kit.text import fold

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
_ROLES = {fold(words): role for role, both in ROLE_WORDS.items() for words in (*both, role.value)}
MAX_ROWS = 2000


async def read_people(session: AsyncSession, content: bytes) -> list[PersonCreate]:
    """The people of a file with columns Tên đăng nhập, Họ và tên, Thư điện tử, Mã đơn vị, Vai trò; refused whole if any is bad."""
    units = {row.code: row.id for row in await session.execute(select(Unit.code, Unit.id))}
    taken = set(await session.scalars(select(Person.username)))
    bad: list[FieldError] = []
    found: list[PersonCreate] = []
    for number, row in enumerate(_rows(content), start=2):
        try:
            person = _person(row, units)
            if person.username in taken:
                raise ValueError(f"tên đăng nhập “{person.username}” đã có")
            taken.add(person.username)
            found.append(person)
        except (ValidationError, ValueError) as error:
            bad.append(_bad(number, error))
    if bad or not found:
        bad = bad or [FieldError("/lines/1", "Tệp không có dòng nào.", "The file has no lines.")]
        raise ImportRefused(errors=bad, count=len(bad))
    return found


def _person(row: Mapping[str, str], units: Mapping[str, Any]) -> PersonCreate:
    unit, role = row.get("unit", "").strip(), fold(row.get("role", ""))
    if unit not in units:
        raise ValueError(f"không có đơn vị mang mã “{unit}”")
    if role not in _ROLES:
        raise ValueError(f"không có vai trò “{row.get('role', '')}”")
    return PersonCreate(
        username=row.get("username", "").strip().lower(),
        full_name=row.get("full_name", ""),
        email=row.get("email", "").strip() or None,
        unit_id=units[unit],
        role=Role(_ROLES[role]),
    )


def _bad(number: int, error: Exception) -> FieldError:
    reason = ", ".join(str(item["loc"][-1]) for item in error.errors()) if isinstance(error, ValidationError) else str(error)
    return FieldError(f"/lines/{number}", f"Dòng {number}: {reason}", f"Line {number}: {reason}")


def _rows(content: bytes) -> Iterable[Mapping[str, str]]:
    table = _table(content)
    heading = [_HEADINGS.get(fold(cell), "") for cell in table[0]] if table else []
    missing = {"username", "full_name", "unit", "role"} - set(heading)
    if missing or len(table) > MAX_ROWS:
        words = "Tệp cần các cột: Tên đăng nhập, Họ và tên, Thư điện tử, Mã đơn vị, Vai trò; tối đa 2.000 dòng."
        raise ImportRefused(errors=[FieldError("/lines/1", words, "Columns missing, or too many lines.")], count=1)
    return [dict(zip(heading, row, strict=False)) for row in table[1:] if any(cell.strip() for cell in row)]


def _table(content: bytes) -> list[list[str]]:
    try:
        if content.startswith(b"PK\x03\x04"):
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
            return [[str(cell) for cell in row] for row in sheet.to_python()]
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (CalamineError, UnicodeDecodeError, ValueError, OSError):
        wrong = FieldError("/file", "Tệp không đọc được; cần XLSX hoặc CSV (UTF-8).", "Not readable; XLSX or CSV (UTF-8).")
        raise ImportRefused(errors=[wrong], count=1) from None
