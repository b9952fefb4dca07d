"""What a unit is reminded of on a day, in words. Bodies that are asked are asked again, and hear nothing of duties."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from papi.calendar.workflow import WorkingDays
from papi.kit.text import format_day
from papi.notifications.telling import Notice
from papi.outbox.facts import FactKind
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
_KINDS = {frozenset({Mandate.ASSIGNED}): DUTIES_NEAR, frozenset({Mandate.REQUESTED}): ASKED_NEAR}


class Near(NamedTuple):
    """An open assignment whose reminder falls on the day."""

    unit_id: UUID
    plan_id: UUID
    mandate: Mandate
    due_on: date
    title: str


def notice_of(near: Sequence[Near], today: date, calendar: WorkingDays) -> Notice:
    """What the unit of these assignments, the nearest first, is told: one notice for all of them."""
    first = near[0]
    asked = sum(one.mandate is Mandate.REQUESTED for one in near)
    kind = _KINDS.get(frozenset(one.mandate for one in near), BOTH_NEAR)
    data = {**_counted(len(near) - asked, asked), **_nearest(first, len(near), calendar.between(today, first.due_on))}
    key = uuid5(NAMESPACE_URL, f"papi:reminder:{first.unit_id}:{today.isoformat()}")
    return Notice(key, kind.name, "deadlines", first.plan_id, first.title, data)


def _counted(duties: int, asked: int) -> dict[str, Any]:
    return {
        "duties": duties,
        "duties_en": f"{duties} task{'s' * (duties != 1)}",
        "asked": asked,
        "asked_en": f"{asked} matter{'s' * (asked != 1)}",
    }


def _nearest(first: Near, number: int, left: int) -> dict[str, str]:
    """The nearest day and how many working days are left until then, none of which is said on the last one."""
    day = format_day(first.due_on)
    left_vi, left_en = (f" (còn {left} ngày làm việc)", f" ({left} working day{'s' * (left != 1)} left)") if left else ("", "")
    return {
        "nearest_vi": f"{'gần nhất ' * (number > 1)}ngày {day}{left_vi}",
        "nearest_en": f"{'the nearest ' * (number > 1)}on {day}{left_en}",
    }
