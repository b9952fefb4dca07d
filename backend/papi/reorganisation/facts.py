"""What happens to units when they are reorganised, as facts."""

from typing import Any

from papi.directory.models import Unit
from papi.outbox.facts import Fact, FactKind
from papi.plans.models import Assignment
from papi.reorganisation.models import Succession
from papi.reports.models import Report

_READ = "units.read"
PLANNED = FactKind(
    "succession.planned",
    _READ,
    vi="quyết định sắp xếp đơn vị, hiệu lực từ {day}: {units}",
    en="decided to reorganise units from {day}: {units}",
    relayed=True,
)
CHANGED = FactKind(
    "succession.changed",
    _READ,
    vi="sửa quyết định sắp xếp đơn vị, hiệu lực từ {day}: {units}",
    en="changed the reorganisation, in effect from {day}: {units}",
    relayed=True,
)
WITHDRAWN = FactKind(
    "succession.withdrawn",
    _READ,
    vi="hủy việc sắp xếp đơn vị trước ngày hiệu lực: {reason}",
    en="withdrew the reorganisation before its day: {reason}",
    relayed=True,
)
EFFECTIVE = FactKind(
    "succession.effective",
    _READ,
    vi="việc sắp xếp đơn vị có hiệu lực từ {day}: {units}",
    en="the reorganisation took effect on {day}: {units}",
    relayed=True,
)
FAILED = FactKind(
    "succession.failed",
    _READ,
    vi="chưa thực hiện được việc sắp xếp đơn vị: {reason}",
    en="the reorganisation could not take effect: {reason_en}",
    relayed=True,
)
ENDED = FactKind(
    "unit.succeeded",
    _READ,
    vi="kết thúc hoạt động từ {day}, {heir}; chuyển {assignments} nhiệm vụ, {reports} bản soạn, {people} vai trò",
    en="ended on {day}, {heir_en}; {assignments} assignments, {reports} drafts and {people} roles went over",
)
RENAMED = FactKind("unit.renamed", _READ, vi="đổi tên từ {before} thành {after}, từ {day}", en="renamed from {before} to {after} on {day}")
GIVEN_UP = FactKind(
    "assignment.carried",
    "assignment.read",
    vi="chuyển sang {unit} từ ngày {day}",
    en="went over to {unit} on {day}",
)
TAKEN_OVER = FactKind(
    "assignment.taken_over",
    "assignment.read",
    vi="nhận từ {units} khi sắp xếp đơn vị từ ngày {day}",
    en="taken over from {units} when units changed on {day}",
    relayed=True,
)
SET_ASIDE = FactKind(
    "assignment.set_aside",
    "assignment.read",
    vi="tạm hoãn do đơn vị giải thể từ ngày {day}, không có đơn vị kế thừa",
    en="set aside: the unit ended on {day} and nobody comes after it",
)
REPORT_TAKEN_OVER = FactKind(
    "report.taken_over",
    "report.read",
    vi="nhận bản soạn của {units} khi sắp xếp đơn vị từ ngày {day}",
    en="took over the drafts of {units} when units changed on {day}",
)


def about(kind: FactKind, succession: Succession, **data: Any) -> Fact:
    """A fact about a decision."""
    return Fact(kind, "succession", succession.id, succession.title, data=data)


def about_unit(kind: FactKind, unit: Unit, **data: Any) -> Fact:
    """A fact about a unit; everyone inside may read it."""
    return Fact(kind, "unit", unit.id, unit.name, unit_id=unit.id, data=data)


def about_assignment(kind: FactKind, assignment: Assignment, title: str, **data: Any) -> Fact:
    """A fact about an assignment; `title` is the task's."""
    return Fact(kind, "assignment", assignment.id, title, unit_id=assignment.unit_id, data=data)


def about_report(kind: FactKind, report: Report, label: str, **data: Any) -> Fact:
    """A fact about a draft: its unit's own matter."""
    return Fact(kind, "report", report.id, label, unit_id=report.unit_id, private=True, data=data)
