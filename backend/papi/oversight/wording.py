"""The words with which people are reminded, unless the sender writes others: a duty is urged, a body that is asked is asked again."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from papi.calendar.workflow import WorkingDays
from papi.kit.text import format_day
from papi.oversight.models import ReminderKind, Wording
from papi.oversight.schemas.ladder import DayUnit

RUDE = ("chậm", "trễ", "quá hạn", "đôn đốc", "yêu cầu", "chỉ đạo", "late", "overdue", "urge", "demand")
"""What is never said to a body that is asked."""
_SHOWN = 10


class About(NamedTuple):
    """What a reminder is about, in both languages: "gửi Báo cáo quý III/2024", "3 nhiệm vụ"."""

    vi: str
    en: str


def about_period(title: str) -> About:
    """The reports of a period."""
    return About(f"gửi {title[:1].lower()}{title[1:]}", f"sending the report “{title}”")


def about_tasks(number: int) -> About:
    """Some tasks."""
    return About(f"thực hiện {number} nhiệm vụ", f"{number} task{'s' * (number != 1)}")


def duty_text(kind: ReminderKind, about: About) -> str:
    """What is said to those whose duty it is."""
    if kind is ReminderKind.DIRECTIVE:
        return f"Yêu cầu thủ trưởng đơn vị trực tiếp chỉ đạo {about.vi} và báo cáo kết quả trên hệ thống."
    return f"Đề nghị đơn vị khẩn trương {about.vi} trên hệ thống; nếu có khó khăn, vướng mắc thì nêu rõ để phối hợp tháo gỡ."


def request_text(about: About) -> str:
    """What is said to those who are asked."""
    return f"Kính đề nghị quý cơ quan quan tâm, phối hợp {about.vi} để có cơ sở tổng hợp chung. Trân trọng cảm ơn."


def rude_word(text: str) -> str | None:
    """The first word of a request that is none; matched as people read it, whatever its case."""
    lowered = " ".join(text.lower().split())
    return next((word for word in RUDE if word in lowered), None)


class Reckoning(NamedTuple):
    """By which days lateness is told: of those of the ladder, up to a day."""

    today: date
    unit: DayUnit
    calendar: WorkingDays

    def late(self, due_on: date | None) -> str:
        """How late something is, in words; nothing of what is not late."""
        if due_on is None or due_on >= self.today:
            return ""
        if self.unit is DayUnit.DAYS:
            return f"{(self.today - due_on).days} ngày"
        return f"{self.calendar.between(due_on, self.today)} ngày làm việc"

    def standing(self, due_on: date | None, wording: Wording) -> str:
        """ "hạn 16/9/2024, đã quá hạn 2 ngày làm việc"; nobody who is asked is late."""
        if due_on is None:
            return ""
        late = self.late(due_on) if wording is Wording.DUTY else ""
        return f"hạn {format_day(due_on)}{f', đã quá hạn {late}' if late else ''}"


def answer_wanted(wording: Wording, answer_by: date | None) -> str:
    """By when an answer is wanted; nothing where none is."""
    if answer_by is None:
        return ""
    asks = "Kính mong quý cơ quan" if wording is Wording.REQUEST else "Đề nghị"
    return f"{asks} thực hiện và thông tin kết quả trước ngày {format_day(answer_by)}."


def paste_text(unit: str, sentences: Sequence[str], things: Sequence[str]) -> str:
    """What is pasted into Zalo: plain lines."""
    lines = [f"- {thing}" for thing in things[:_SHOWN]]
    if len(things) > _SHOWN:
        lines.append(f"- và {len(things) - _SHOWN} nội dung khác")
    return "\n".join([f"Kính gửi {unit}:", *filter(None, sentences), *lines])
