"""What of last year's plan goes over into the next: which tasks, with which days and units, and what somebody must look at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from papi.directory.models import Unit
from papi.plans.models import Assignment, Cadence, Task, WorkState

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DOCUMENT_NUMBER = re.compile(r"\d+/(?:\d+/)?[A-ZĐ]{2,}")
Label = tuple[str, str]

LEAP_DAY: Label = ("Ngày 29/2 không có trong năm mới, lấy 28/2", "There is no 29 February in the new year; taken as 28 February")
DUE_WORDS: Label = ("Lời văn của thời hạn giữ nguyên, xem lại năm", "The words of the deadline are kept; look at their year")
OLD_YEAR: Label = ("Nội dung có nêu năm cũ, xem lại", "The text names the old year; look at it")
LOST_NODES: Label = ("Có chỉ tiêu không còn trong bộ chỉ số mới", "Some of its indicators are not in the new edition")
NOBODY: Label = ("Không còn đơn vị nào đang hoạt động, cần giao lại", "None of its units is in use any more; give it to others")
DONE: Label = ("Đã hoàn thành", "Completed")
WITHDRAWN: Label = ("Đã thu hồi", "Withdrawn")
DROPPED: Label = ("Đã bỏ khỏi kế hoạch", "Taken out of the plan")


@dataclass(frozen=True)
class Shift:
    """Days and words moved on by whole years."""

    years: int

    def day(self, day: date | None) -> tuple[date | None, bool]:
        """The same day of the later year; whether it was a 29 February that there is none of."""
        if day is None:
            return None, False
        try:
            return day.replace(year=day.year + self.years), False
        except ValueError:
            return day.replace(year=day.year + self.years, day=28), True

    def words(self, text: str | None) -> tuple[str | None, bool]:
        """The words with their years moved on, where they are plain; and whether they are not: a document's number keeps its year."""
        if text is None or not _YEAR.search(text):
            return text, False
        if _DOCUMENT_NUMBER.search(text):
            return text, True
        return _YEAR.sub(lambda found: str(int(found[1]) + self.years), text), False


@dataclass
class Carried:
    """A task that goes over, with its new day and words, the units that still have it to do, and what to look at."""

    task: Task
    due_on: date | None
    due_text: str | None
    units: list[tuple[Assignment, Unit, date | None]]
    codes: list[str]
    carried_over: bool
    check: list[Label] = field(default_factory=list[Label])


@dataclass
class Sorted:
    """All tasks of a plan, parted."""

    carried: list[Carried] = field(default_factory=list[Carried])
    left: list[tuple[Task, Label]] = field(default_factory=list[tuple[Task, Label]])
    ended: dict[str, Unit] = field(default_factory=dict[str, Unit])


@dataclass(frozen=True)
class Source:
    """The old plan's tasks with their assignments and the codes of their indicators."""

    year: int
    tasks: Sequence[Task]
    assignments: Mapping[object, Sequence[tuple[Assignment, Unit]]]
    codes: Mapping[object, Sequence[str]]


def sort_out(source: Source, shift: Shift, known_codes: set[str], today: date) -> Sorted:
    """Once-tasks that are done stay behind, those still open go over marked; recurring and standing ones go over as they are."""
    found = Sorted()
    for task in source.tasks:
        given = source.assignments.get(task.id, ())
        why = _left(task, [assignment for assignment, _unit in given])
        if why is not None:
            found.left.append((task, why))
            continue
        found.carried.append(_carried(task, source, shift, known_codes))
        _take_units(found, found.carried[-1], given, shift, today)
    return found


def _left(task: Task, given: Sequence[Assignment]) -> Label | None:
    if task.dropped_on is not None:
        return DROPPED
    if given and all(assignment.work_state is WorkState.CANCELLED for assignment in given):
        return WITHDRAWN
    live = [assignment for assignment in given if assignment.work_state is not WorkState.CANCELLED]
    done = task.cadence is Cadence.ONCE and bool(live) and all(one.work_state is WorkState.COMPLETED for one in live)
    return DONE if done else None


def _carried(task: Task, source: Source, shift: Shift, known_codes: set[str]) -> Carried:
    due_on, leap = shift.day(task.due_on)
    due_text, unsure = shift.words(task.due_text)
    codes = source.codes.get(task.id, ())
    kept = [code for code in codes if code in known_codes]
    said = f"{task.title} {task.text} {' '.join(task.checklist)} {task.deliverable or ''}"
    marks = ((leap, LEAP_DAY), (unsure, DUE_WORDS), (str(source.year) in said, OLD_YEAR), (len(kept) < len(codes), LOST_NODES))
    return Carried(task, due_on, due_text, [], kept, task.cadence is Cadence.ONCE, [label for holds, label in marks if holds])


def _take_units(found: Sorted, carried: Carried, given: Sequence[tuple[Assignment, Unit]], shift: Shift, today: date) -> None:
    once = carried.task.cadence is Cadence.ONCE
    for assignment, unit in given:
        gone = assignment.work_state is WorkState.CANCELLED or (once and assignment.work_state is WorkState.COMPLETED)
        if gone:
            continue
        if unit.has_ended(today):
            found.ended[unit.code] = unit
            continue
        carried.units.append((assignment, unit, shift.day(assignment.first_due_on or assignment.due_on)[0] if once else None))
    if given and not carried.units:
        carried.check.append(NOBODY)
