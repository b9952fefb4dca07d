"""The actor: the person who calls, in the one membership that the token was issued for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, SQLColumnExpression, Uuid, and_, bindparam, false, or_, true

from papi.access.permissions import Role, Scope, role_words, scopes_of
from papi.kit.errors import Forbidden
from papi.outbox.facts import Author, Behalf
from papi.outbox.wording import signed_name


class OwnUnit(Forbidden):
    code = "own_report"
    vi = "Không thẩm tra báo cáo của đơn vị mình. Báo cáo của Phòng Nội vụ do lãnh đạo UBND thẩm tra."
    en = "Nobody reviews their own unit's report. The coordinating unit's report is reviewed by a leader."


class OwnUnitsExtension(OwnUnit):
    code = "own_extension"
    vi = "Không quyết định đề nghị gia hạn của đơn vị mình. Đề nghị gia hạn của Phòng Nội vụ do lãnh đạo UBND quyết định."
    en = "Nobody decides on their own unit's request for a later day. That of the coordinating unit is decided by a leader."


class OwnUnitsTask(OwnUnit):
    vi = "Không xác nhận hoặc xử lý việc của đơn vị mình. Việc của Phòng Nội vụ do lãnh đạo UBND xác nhận."
    en = "Nobody confirms or decides on their own unit's work. That of the coordinating unit is confirmed by a leader."


class OwnUnitsDocument(OwnUnit):
    vi = "Không thẩm tra tài liệu của đơn vị mình. Tài liệu của Phòng Nội vụ do lãnh đạo UBND thẩm tra."
    en = "Nobody reviews their own unit's documents. Those of the coordinating unit are reviewed by a leader."


class OwnUnitsReads(OwnUnit):
    vi = "Lượt xem tài liệu của đơn vị mình do thủ trưởng đơn vị và người thẩm tra đơn vị theo dõi."
    en = "Reads of your own unit's documents are for the unit's head and for those who review the unit."


_OWN_UNITS_MATTER: Mapping[str, type[OwnUnit]] = {
    "extension.decide": OwnUnitsExtension,
    "assignment.confirm": OwnUnitsTask,
    "evidence.review": OwnUnitsDocument,
    "evidence.read_log": OwnUnitsReads,
}
"""What is refused to whoever is of the unit, in words of its own."""


class RoleForbids(Forbidden):
    vi = "Vai trò {role} không được thực hiện việc này."
    en = "The role {role} may not do this."


_ANYONE = frozenset({Scope.ALL})
_OWN = _ANYONE | {Scope.OWN}
_OTHERS = frozenset({Scope.OTHERS})
_COORDINATOR = frozenset({Scope.OWN_COORDINATOR})


UnitColumn = SQLColumnExpression[UUID] | SQLColumnExpression[UUID | None]


class UnitRef(NamedTuple):
    """What permissions need to know about a unit."""

    id: UUID
    coordinating: bool


@dataclass(frozen=True)
class Viewer:
    """Who looks, as far as statements need to know: a person, or anyone in a role (`anyone_as`)."""

    role: Role
    person_id: UUID | BindParameter[UUID]
    unit_id: UUID | BindParameter[UUID]
    own_units: frozenset[UUID] | BindParameter[UUID]
    inherited: frozenset[UUID] | BindParameter[UUID]
    answered: frozenset[UUID] | BindParameter[UUID]

    def scopes(self, permission: str) -> frozenset[Scope]:
        """On which rows this role has the permission."""
        return scopes_of(self.role, permission)

    def sees(self, permission: str, unit_column: UnitColumn) -> ColumnElement[bool]:
        """The condition on rows of a unit: all, those of the viewer's own unit, or none."""
        return self._whose(permission, self.keeps(unit_column))

    def sees_alone(self, permission: str, unit_column: UnitColumn) -> ColumnElement[bool]:
        """The same of what is about people: of a unit that was parted only the one that answers for it reads on."""
        return self._whose(permission, self.answers(unit_column))

    def keeps(self, unit_column: UnitColumn) -> ColumnElement[bool]:
        """The condition on rows of the viewer's own unit, and of those after which it came."""
        return self._among(self.inherited, unit_column)

    def answers(self, unit_column: UnitColumn) -> ColumnElement[bool]:
        """The same without the units for which another one answers: of several that came after one, only one does."""
        return self._among(self.answered, unit_column)

    def judges(self, permission: str, unit_column: UnitColumn, coordinating: SQLColumnExpression[bool]) -> ColumnElement[bool]:
        """The condition on matters of others that the viewer judges: of the coordinating unit, or of all but it; never of an own unit."""
        scopes = self.scopes(permission)
        whose = [coordinating.is_(value) for value, scope in ((False, Scope.OTHERS), (True, Scope.OWN_COORDINATOR)) if scope in scopes]
        return and_(unit_column.not_in(self.own_units), or_(false(), *whose))

    def _whose(self, permission: str, own: ColumnElement[bool]) -> ColumnElement[bool]:
        scopes = self.scopes(permission)
        if Scope.ALL in scopes:
            return true()
        return own if Scope.OWN in scopes else false()

    def _among(self, units: frozenset[UUID] | BindParameter[UUID], unit_column: UnitColumn) -> ColumnElement[bool]:
        if isinstance(units, BindParameter):
            return unit_column.in_(units)
        return unit_column.in_(sorted(units)) if len(units) > 1 else unit_column == self.unit_id


_PERSON, _UNIT, _OWN_UNITS = "viewer_person", "viewer_unit", "viewer_own_units"
_INHERITED, _ANSWERED = "viewer_inherited", "viewer_answered"

NOBODY: Mapping[str, Any] = {_PERSON: UUID(int=0), _UNIT: UUID(int=0), _OWN_UNITS: [], _INHERITED: [], _ANSWERED: []}
"""What such statements are executed with for who is of no unit: another system."""


@cache
def anyone_as(role: Role) -> Viewer:
    """Anyone in the role, for statements that are made once: they fail unless executed with the `bound` of an actor."""
    person, unit = bindparam(_PERSON, type_=Uuid[UUID]()), bindparam(_UNIT, type_=Uuid[UUID]())
    own, inherited, answered = (bindparam(name, type_=Uuid[UUID](), expanding=True) for name in (_OWN_UNITS, _INHERITED, _ANSWERED))
    return Viewer(role, person, unit, own, inherited, answered)


@dataclass(frozen=True)
class Actor(Viewer):
    """A signed-in person. `own_units` are all units in which the person holds any membership today, whatever the role, and those
    after which these came; `inherited` the unit acted for with those after which it came, `answered` those of them for which it acts.
    `areas` are those for which the personal token serves that calls; none where it serves for all."""

    person_id: UUID
    unit_id: UUID
    own_units: frozenset[UUID]
    inherited: frozenset[UUID]
    answered: frozenset[UUID]
    session_id: UUID
    membership_id: UUID
    unit_code: str
    unit_name: str
    full_name: str
    must_change_password: bool
    must_set_up_totp: bool
    language: str
    address: str | None = None
    request_id: str | None = None
    behalf: Behalf | None = None
    areas: frozenset[str] = frozenset()
    author: Author = field(init=False)

    def __post_init__(self) -> None:
        known = (self.person_id, self.full_name, self.role, self.unit_id, self.unit_name, self.address, self.request_id)
        object.__setattr__(self, "author", Author(*known, behalf=self.behalf))

    @property
    def signature(self) -> str:
        """The name under what the actor does, with that of whoever it is done for."""
        return signed_name(self.full_name, self.behalf.name if self.behalf else None, "vi")

    @property
    def acts_for(self) -> UUID | None:
        """On whose behalf the actor acts; None for one who acts in their own right."""
        return self.behalf.person_id if self.behalf else None

    @property
    def people(self) -> tuple[UUID, ...]:
        """The actor, and whoever the actor stands for: nobody judges what these did, by whatever right."""
        return (self.person_id,) if self.behalf is None else (self.person_id, self.behalf.person_id)

    def is_one_of(self, *people: UUID | None) -> bool:
        """Whether the actor, or whoever the actor stands for, is among those people."""
        return any(person in people for person in self.people)

    @property
    def bound(self) -> Mapping[str, Any]:
        """What statements made for `anyone_as` this role are executed with."""
        sets = {_OWN_UNITS: self.own_units, _INHERITED: self.inherited, _ANSWERED: self.answered}
        return {_PERSON: self.person_id, _UNIT: self.unit_id, **{name: list(units) for name, units in sets.items()}}

    def may(self, permission: str, unit: UnitRef | None = None) -> bool:
        """Whether the actor has the permission on a matter of `unit`; without a unit, on matters of everyone."""
        return not self.scopes(permission).isdisjoint(_ANYONE if unit is None else self.reach(unit))

    def reach(self, unit: UnitRef) -> frozenset[Scope]:
        """The scopes that a matter of this unit falls under: all that permissions look at."""
        reach = _OWN if unit.id in self.answered else _ANYONE
        if unit.id in self.own_units:
            return reach
        return reach | (_COORDINATOR if unit.coordinating else _OTHERS)

    def require(self, permission: str, unit: UnitRef | None = None) -> None:
        """Refuse with 403 and a reason unless the actor has the permission on a matter of `unit`."""
        refused = self.refused(permission, unit)
        if refused is not None:
            raise refused

    def refused(self, permission: str, unit: UnitRef | None = None) -> Forbidden | None:
        """Why the actor does not have the permission on a matter of `unit`; None for one who has it."""
        if self.may(permission, unit):
            return None
        reviewing = {Scope.OTHERS, Scope.OWN_COORDINATOR} & self.scopes(permission)
        own = _OWN_UNITS_MATTER.get(permission, OwnUnit)
        return own() if reviewing and unit is not None else self.refusal()

    def require_some(self, permission: str) -> None:
        """Refuse with 403 if the role has the permission on no row at all."""
        if not self.scopes(permission):
            raise self.refusal()

    def refusal(self) -> Forbidden:
        """The refusal that names the actor's role."""
        return RoleForbids(role=role_words(self.role, self.language))
