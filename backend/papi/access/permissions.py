"""The table of permissions, and the only place where roles are spelled.

`permissions.csv` says, for each permission `resource:action` (written `resource.action`) and role, on which rows it holds.
"""

import csv
from enum import StrEnum
from importlib import resources


class Role(StrEnum):
    ADMIN = "admin"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    UNIT_HEAD = "unit_head"
    OFFICER = "officer"
    OBSERVER = "observer"


class Scope(StrEnum):
    """On which rows a permission holds.

    `others`: units of which the person is no member, the coordinating unit excepted; `own_coordinator`: the coordinating unit
    alone, again for no member of it. Nobody ever acts on their own unit's matter as its reviewer.
    """

    ALL = "all"
    OWN = "own"
    LED = "led"
    OTHERS = "others"
    OWN_COORDINATOR = "own_coordinator"
    VISIBLE = "visible"
    APPROVED = "approved"
    OWN_PERSON = "own_person"


FOUNDING_ROLE = Role.ADMIN
"""The role of the first account of an installation."""

ROLE_WORDS: dict[Role, tuple[str, str]] = {
    Role.ADMIN: ("Quản trị hệ thống", "Administrator"),
    Role.COORDINATOR: ("Chuyên viên Phòng Nội vụ", "Coordinator"),
    Role.LEADER: ("Lãnh đạo UBND", "Leader"),
    Role.UNIT_HEAD: ("Lãnh đạo đơn vị", "Head of unit"),
    Role.OFFICER: ("Cán bộ", "Officer"),
    Role.OBSERVER: ("Giám sát", "Observer"),
}

MACHINE_ROLE = "api_client"
"""What facts say of another system in the place of a role."""

MACHINES_FOLLOW_AS = Role.OBSERVER
"""Another system that follows what happens is told what this role is, of the units that it was given."""

_MACHINE_WORDS = ("Hệ thống kết nối", "Connected system")


def role_words(role: str, language: str) -> str:
    """A role as people say it."""
    words = _MACHINE_WORDS if role == MACHINE_ROLE else ROLE_WORDS[Role(role)]
    return words[1 if language == "en" else 0]


def _read_table() -> dict[str, dict[Role, frozenset[Scope]]]:
    text = resources.files("papi.access").joinpath("permissions.csv").read_text(encoding="utf-8")
    return {
        row["action"]: {role: _scopes(row[role.value]) for role in Role if row[role.value]} for row in csv.DictReader(text.splitlines())
    }


def _scopes(cell: str) -> frozenset[Scope]:
    return frozenset(Scope(part) for part in cell.split("+"))


GRANTS = _read_table()


def lent_roles() -> frozenset[Role]:
    """The roles whose holders may let somebody act for them: those that manage the delegations of their own unit."""
    return frozenset(role for role, scopes in GRANTS["delegation.manage"].items() if Scope.OWN in scopes)


def scopes_of(role: Role, permission: str) -> frozenset[Scope]:
    """On which rows the role has the permission; empty means never. An unknown permission is a fault of the program."""
    return GRANTS[permission].get(role, frozenset())


def permissions_of(role: Role) -> list[str]:
    """Everything that the role may do on some row, for the screens' menus."""
    return sorted(permission for permission, row in GRANTS.items() if role in row)
