"""Whether units can be reorganised as asked for: every reason why not, each where it stands in the body."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitCode
from papi.kit.errors import FieldError
from papi.kit.text import format_day
from papi.reorganisation.errors import SuccessionImpossible, UnitTaken
from papi.reorganisation.models import Succession, SuccessionKind, SuccessionMember, SuccessionState
from papi.reorganisation.schemas import PartWrite, SuccessionCreate, SuccessorWrite

_ROLES = {role.value for role in Role}
_BEFORE = {SuccessionKind.SPLIT: 1, SuccessionKind.RENAME: 1}
_AFTER = {SuccessionKind.MERGE: (1, 1), SuccessionKind.SPLIT: (2, 20), SuccessionKind.RENAME: (1, 1), SuccessionKind.DISSOLVE: (0, 1)}


@dataclass(frozen=True)
class Known:
    """The units that a decision speaks of, and what codes there are."""

    units: Mapping[UUID, Unit]
    codes: frozenset[str]
    day: date
    ending: frozenset[UUID]
    held: Mapping[tuple[str, str], str]
    """Codes of schemes that a unit which goes on has on the day, each with its name."""


async def require_possible(session: AsyncSession, given: SuccessionCreate, *, own_id: UUID | None = None) -> Mapping[UUID, Unit]:
    """The units of the decision; refused with every reason that stands in the way."""
    known = await _known(session, given)
    errors = [*_parts(given, known), *_twice(given), *_codes_twice(given)]
    if errors:
        raise SuccessionImpossible(errors=errors)
    await _require_free(session, given, own_id)
    return known.units


async def _known(session: AsyncSession, given: SuccessionCreate) -> Known:
    after = [successor for part in given.parts for successor in part.successors]
    parents = {successor.parent_id for successor in after if successor.parent_id is not None}
    codes = {successor.code for successor in after if successor.code is not None}
    units = {unit.id: unit for unit in await session.scalars(select(Unit).where(Unit.id.in_({*given.units, *parents})))}
    taken = await session.scalars(select(Unit.code).where(Unit.code.in_(codes)))
    ending = {unit_id for part in given.parts if part.kind is not SuccessionKind.RENAME for unit_id in part.predecessors}
    held = await _held(session, given, ending)
    return Known(units, frozenset(taken), given.effective_on, frozenset(ending), held)


async def _held(session: AsyncSession, given: SuccessionCreate, ending: Collection[UUID]) -> Mapping[tuple[str, str], str]:
    """What the units that end give up is free from the day."""
    day, after = given.effective_on, [successor for part in given.parts for successor in part.successors]
    wanted = {(code.scheme, code.value) for successor in after for code in successor.codes}
    rows = await session.execute(
        select(UnitCode.scheme, UnitCode.value, Unit.short_name)
        .join(Unit, Unit.id == UnitCode.unit_id)
        .where(
            UnitCode.value.in_({value for _scheme, value in wanted}),
            or_(UnitCode.valid_to.is_(None), UnitCode.valid_to >= day),
            or_(UnitCode.unit_id.not_in(ending), UnitCode.valid_from == day),
        )
    )
    return {(row.scheme, row.value): row.short_name for row in rows if (row.scheme, row.value) in wanted}


def _parts(given: SuccessionCreate, known: Known) -> Iterator[FieldError]:
    for number, part in enumerate(given.parts):
        at = f"/parts/{number}"
        yield from _numbers(part, at)
        for place, unit_id in enumerate(part.predecessors):
            yield from _before(unit_id, known, f"{at}/predecessors/{place}")
        for place, successor in enumerate(part.successors):
            yield from _after(part, successor, known, f"{at}/successors/{place}")
        yield from _choices(part, at)


def _numbers(part: PartWrite, at: str) -> Iterator[FieldError]:
    least, most = _AFTER[part.kind]
    if part.kind in _BEFORE and len(part.predecessors) != _BEFORE[part.kind]:
        yield FieldError(f"{at}/predecessors", "Chia tách, đổi tên áp dụng cho đúng một đơn vị.", "A split or renaming is of one unit.")
    if not least <= len(part.successors) <= most:
        vi = f"Cần từ {least} đến {most} đơn vị sau sắp xếp cho hình thức này."
        yield FieldError(f"{at}/successors", vi, f"Between {least} and {most} units come after for this kind.")


def _before(unit_id: UUID, known: Known, at: str) -> Iterator[FieldError]:
    unit = known.units.get(unit_id)
    if unit is None:
        yield FieldError(at, "Không có đơn vị này.", "No such unit.")
    elif unit.valid_to is not None and unit.valid_to < known.day:
        day = format_day(unit.valid_to)
        yield FieldError(at, f"{unit.short_name} đã ngừng sử dụng từ sau ngày {day}.", f"{unit.short_name} was in use until {day} only.")
    elif unit.valid_from >= known.day:
        day = format_day(unit.valid_from)
        yield FieldError(at, f"{unit.short_name} chỉ được sử dụng từ ngày {day}.", f"{unit.short_name} is in use from {day} only.")


def _after(part: PartWrite, successor: SuccessorWrite, known: Known, at: str) -> Iterator[FieldError]:
    if part.kind is SuccessionKind.RENAME:
        if successor.unit_id is not None or successor.code is not None or not (successor.name and successor.short_name):
            yield FieldError(at, "Đổi tên cần tên và tên ngắn mới, không cần mã.", "A renaming takes the new name and short name alone.")
    elif successor.unit_id is not None:
        yield from _existing(successor.unit_id, known, at)
    else:
        yield from _new(successor, known, at)


def _existing(unit_id: UUID, known: Known, at: str) -> Iterator[FieldError]:
    unit = known.units.get(unit_id)
    if unit is None:
        yield FieldError(f"{at}/unit_id", "Không có đơn vị này.", "No such unit.")
    elif unit_id in known.ending:
        vi = f"{unit.short_name} kết thúc trong chính quyết định này nên không thể kế thừa."
        yield FieldError(f"{at}/unit_id", vi, f"{unit.short_name} ends by this very decision and cannot come after.")
    elif not _is_used(unit, known.day):
        vi = f"{unit.short_name} không được sử dụng vào ngày hiệu lực."
        yield FieldError(f"{at}/unit_id", vi, f"{unit.short_name} is not in use on that day.")


def _new(successor: SuccessorWrite, known: Known, at: str) -> Iterator[FieldError]:
    for name in ("code", "name", "short_name", "kind"):
        if getattr(successor, name) is None:
            yield FieldError(f"{at}/{name}", "Cần có giá trị cho đơn vị mới.", "A new unit needs this.")
    if successor.code in known.codes:
        yield FieldError(f"{at}/code", f"Mã {successor.code} đã dùng cho đơn vị khác.", f"The code {successor.code} is taken.")
    if successor.parent_id is not None and not _goes_on(successor.parent_id, known):
        yield FieldError(f"{at}/parent_id", "Cấp trên phải là đơn vị còn hoạt động.", "The parent must be a unit that goes on.")
    for place, code in enumerate(successor.codes):
        holder = known.held.get((code.scheme, code.value))
        if holder is not None:
            vi, en = f"Mã {code.value} đang là của {holder}.", f"The code {code.value} belongs to {holder}."
            yield FieldError(f"{at}/codes/{place}/value", vi, en)


def _goes_on(unit_id: UUID, known: Known) -> bool:
    """Whether the unit is in use on the day and after it."""
    unit = known.units.get(unit_id)
    return unit is not None and unit_id not in known.ending and _is_used(unit, known.day)


def _is_used(unit: Unit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or unit.valid_to >= day)


def _choices(part: PartWrite, at: str) -> Iterator[FieldError]:
    for place, choice in enumerate(part.choices):
        if choice.to is not None and choice.to >= len(part.successors):
            yield FieldError(f"{at}/choices/{place}/to", "Không có đơn vị sau sắp xếp ở thứ tự này.", "No unit comes after in this place.")
        if choice.role is not None and choice.role not in _ROLES:
            yield FieldError(f"{at}/choices/{place}/role", "Không có vai trò này.", "There is no such role.")


def _codes_twice(given: SuccessionCreate) -> Iterator[FieldError]:
    """A code of a scheme is given once, to one new unit."""
    holders: dict[tuple[str, str], tuple[str | None, int]] = {}
    for number, part in enumerate(given.parts):
        for place, successor in enumerate(part.successors):
            for order, code in enumerate(successor.codes):
                holder = (successor.code, order)
                if holders.setdefault((code.scheme, code.value), holder) != holder:
                    at = f"/parts/{number}/successors/{place}/codes/{order}/value"
                    yield FieldError(at, f"Mã {code.value} được dùng hai lần.", f"The code {code.value} is given twice.")


def _twice(given: SuccessionCreate) -> Iterator[FieldError]:
    """A unit ends once; a new code is given once, or names the same unit with the same words."""
    before: set[UUID] = set()
    new: dict[str, SuccessorWrite] = {}
    for number, part in enumerate(given.parts):
        for place, unit_id in enumerate(part.predecessors):
            if unit_id in before:
                at = f"/parts/{number}/predecessors/{place}"
                yield FieldError(at, "Đơn vị này đã có trong một phần khác.", "This unit is in another part already.")
            before.add(unit_id)
        for place, successor in enumerate(part.successors):
            if successor.code is not None and new.setdefault(successor.code, successor) != successor:
                at = f"/parts/{number}/successors/{place}/code"
                yield FieldError(at, "Mã này dùng cho hai đơn vị mới khác nhau.", "Two different new units have this code.")


async def _require_free(session: AsyncSession, given: SuccessionCreate, own_id: UUID | None) -> None:
    """No unit waits for two decisions at once, and no new code is promised twice."""
    units = set(given.units)
    codes = {successor.code for part in given.parts for successor in part.successors if successor.code is not None}
    rows = await session.scalars(
        select(SuccessionMember)
        .join(Succession, Succession.id == SuccessionMember.succession_id)
        .where(Succession.state == SuccessionState.PLANNED, Succession.id != own_id if own_id is not None else Succession.id.is_not(None))
    )
    taken = [member for member in rows if member.unit_id in units or (member.unit_id is None and member.code in codes)]
    if taken:
        raise UnitTaken(errors=list(_taken(given, taken)))


def _taken(given: SuccessionCreate, members: Sequence[SuccessionMember]) -> Iterator[FieldError]:
    known = {member.unit_id: member.name for member in members if member.unit_id is not None}
    for number, part in enumerate(given.parts):
        for place, unit_id in enumerate(part.predecessors):
            if unit_id in known:
                at = f"/parts/{number}/predecessors/{place}"
                yield FieldError(at, f"{known[unit_id]} đã nằm trong một quyết định khác.", f"{known[unit_id]} is in another decision.")
