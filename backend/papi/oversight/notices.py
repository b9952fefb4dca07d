"""What a unit is told of its deadlines on a day, in words. Bodies that are asked are asked again, and hear nothing of duties."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from papi.calendar.workflow import WorkingDays
from papi.kit.text import format_day
from papi.notifications.telling import Notice
from papi.outbox.facts import FactKind
from papi.oversight.schemas.ladder import LadderLevel
from papi.plans.models import Mandate

DUTIES_NEAR = FactKind(
    "deadline.near",
    "assignment.read",
    vi="nhắc {duties} nhiệm vụ sắp đến hạn, {nearest_vi}",
    en="reminds of {duties_en} due soon, {nearest_en}",
)
ASKED_NEAR = FactKind(
    "deadline.asked_near",
    "assignment.read",
    vi="kính đề nghị quý đơn vị quan tâm phối hợp {asked} nội dung, {nearest_vi}",
    en="kindly asks for your cooperation on {asked_en}, {nearest_en}",
)
BOTH_NEAR = FactKind(
    "deadline.both_near",
    "assignment.read",
    vi="nhắc {duties} nhiệm vụ sắp đến hạn và kính đề nghị quan tâm phối hợp {asked} nội dung, {nearest_vi}",
    en="reminds of {duties_en} due soon and kindly asks for your cooperation on {asked_en}, {nearest_en}",
)
DUTIES_LATE = FactKind(
    "deadline.late",
    "assignment.read",
    vi="nhắc {duties} nhiệm vụ đã quá hạn, {nearest_vi}",
    en="reminds of {duties_en} overdue, {nearest_en}",
)
REPORT_NEAR = FactKind(
    "deadline.report_near",
    "report.read",
    vi="nhắc gửi báo cáo, hạn {nearest_vi}",
    en="reminds of the report due {nearest_en}",
)
REPORT_ASKED = FactKind(
    "deadline.report_asked",
    "report.read",
    vi="kính đề nghị quan tâm gửi báo cáo, {nearest_vi}",
    en="kindly asks for the report, {nearest_en}",
)
REPORT_LATE = FactKind(
    "deadline.report_late",
    "report.read",
    vi="nhắc gửi báo cáo đã quá hạn, {nearest_vi}",
    en="reminds of the report that is overdue, {nearest_en}",
)
_LISTED = "escalation.read"
NEW_FOR_COORDINATOR = FactKind(
    "escalation.listed",
    _LISTED,
    vi="báo {number} việc mới lên danh sách quá hạn cần đôn đốc, {nearest_vi}",
    en="tells of {number_en} new on the list of what is late and to be urged, {nearest_en}",
)
NEW_FOR_LEADER = FactKind(
    "escalation.listed_for_leader",
    _LISTED,
    vi="báo {number} việc mới lên danh sách quá hạn cần chỉ đạo, {nearest_vi}",
    en="tells of {number_en} new on the list of what is late and needs a directive, {nearest_en}",
)
_OF_LIST = {LadderLevel.COORDINATOR: NEW_FOR_COORDINATOR, LadderLevel.LEADER: NEW_FOR_LEADER}
_KINDS = {frozenset({Mandate.ASSIGNED}): DUTIES_NEAR, frozenset({Mandate.REQUESTED}): ASKED_NEAR}


class When(StrEnum):
    """Where a step stands to the deadline."""

    BEFORE = "before"
    TODAY = "today"
    LATE = "late"


class Near(NamedTuple):
    """An open assignment, or a report that was not sent, whose step falls on the day. `place_id` is where its notice leads."""

    unit_id: UUID
    place_id: UUID
    mandate: Mandate
    due_on: date
    title: str


class Telling(NamedTuple):
    """What is told on which day: how it stands to the deadlines."""

    when: When
    today: date
    calendar: WorkingDays

    def key(self, near: Near, of: str) -> UUID:
        """What stands in the place of a fact's id: whoever tells again tells nobody twice, nor who is head and officer at once."""
        return uuid5(NAMESPACE_URL, f"papi:reminder:{near.unit_id}:{self.today.isoformat()}:{self.when}:{of}")


def notice_of(near: Sequence[Near], telling: Telling) -> Notice:
    """What the unit of these assignments, the nearest first, is told: one notice for all of them."""
    first = near[0]
    asked = sum(one.mandate is Mandate.REQUESTED for one in near)
    kind = DUTIES_LATE if telling.when is When.LATE else _KINDS.get(frozenset(one.mandate for one in near), BOTH_NEAR)
    data = {**_counted(len(near) - asked, asked), **_nearest(first, len(near), telling)}
    return Notice(telling.key(first, "tasks"), kind.name, "deadlines", first.place_id, first.title, data)


def notice_of_report(near: Near, telling: Telling) -> Notice:
    """What the unit is told of its report."""
    late = REPORT_LATE if telling.when is When.LATE else REPORT_NEAR
    kind = REPORT_ASKED if near.mandate is Mandate.REQUESTED else late
    return Notice(telling.key(near, str(near.place_id)), kind.name, "report", near.place_id, near.title, _nearest(near, 1, telling))


def notice_of_list(level: LadderLevel, first: Near, number: int, telling: Telling) -> Notice:
    """What whoever has a list is told of so much that is new on it, the oldest named."""
    data = {"number": number, "number_en": f"{number} item{'s' * (number != 1)}", **_nearest(first, number, telling)}
    key = uuid5(NAMESPACE_URL, f"papi:listed:{level}:{telling.today.isoformat()}")
    return Notice(key, _OF_LIST[level].name, f"{level}_list", first.place_id, first.title, data)


def _counted(duties: int, asked: int) -> dict[str, Any]:
    return {
        "duties": duties,
        "duties_en": f"{duties} task{'s' * (duties != 1)}",
        "asked": asked,
        "asked_en": f"{asked} matter{'s' * (asked != 1)}",
    }


def _nearest(first: Near, number: int, telling: Telling) -> dict[str, str]:
    """The nearest day, and how many working days are left until then or have passed since."""
    day = format_day(first.due_on)
    vi, en = _distance(telling.calendar.between(telling.today, first.due_on), first.due_on == telling.today)
    many_vi, many_en = ("gần nhất ", "the nearest ") if telling.when is not When.LATE else ("lâu nhất ", "the oldest ")
    topic = {"topic": "due_today"} if telling.when is When.TODAY else {}
    return {"nearest_vi": f"{many_vi * (number > 1)}ngày {day}{vi}", "nearest_en": f"{many_en * (number > 1)}on {day}{en}", **topic}


def _distance(left: int, is_today: bool) -> tuple[str, str]:
    if is_today:
        return " (hôm nay)", " (today)"
    days, plural = abs(left), "s" * (abs(left) != 1)
    if left > 0:
        return f" (còn {days} ngày làm việc)", f" ({days} working day{plural} left)"
    return (f" (đã {days} ngày làm việc)", f" ({days} working day{plural} ago)") if left else ("", "")
