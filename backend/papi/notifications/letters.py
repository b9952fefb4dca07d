"""What mails say of notices: what a person's bell says, and where each leads. Mails are in Vietnamese."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from papi.kit.text import format_day
from papi.mail.letters import Letter, Line, Section
from papi.notifications.models import Notification
from papi.notifications.topics import TOPICS, heading_of
from papi.outbox.wording import sentence

_MOST_LINES = 50
_ORDER = {name: place for place, name in enumerate(TOPICS)}
_CLOSING = (
    "Thư này do hệ thống tự động gửi, đề nghị không trả lời. Loại tin nhận qua thư điện tử được chọn trong mục “Cài đặt nhận tin” ở chuông "
    "thông báo."
)


class Reader(NamedTuple):
    """Whom a mail goes to."""

    name: str
    address: str


def at_once(reader: Reader, notices: Sequence[Notification]) -> Letter:
    """What a person must know now."""
    first = notices[0]
    more = f" và {len(notices) - 1} tin khác" if len(notices) > 1 else ""
    return _letter(reader, f"{_text(first)}{more}", notices)


def digest(reader: Reader, day: date, notices: Sequence[Notification]) -> Letter:
    """What a person should know on a morning, the urgent first."""
    sections = _gathered(notices)
    counts = ", ".join(f"{heading[:1].lower()}{heading[1:]} {len(ofs)}" for heading, ofs in sections[:3])
    return _letter(reader, f"Tin ngày {format_day(day)}: {counts}", notices)


def _letter(reader: Reader, subject: str, notices: Sequence[Notification]) -> Letter:
    return Letter(
        address=reader.address,
        name=reader.name,
        subject=f"[PAPI] {subject}",
        opening=f"Kính gửi {reader.name},",
        sections=[Section(heading=f"{heading} ({len(ofs)})", lines=_lines(ofs)) for heading, ofs in _gathered(notices)],
        closing=_CLOSING,
    )


def _gathered(notices: Sequence[Notification]) -> list[tuple[str, list[Notification]]]:
    """By heading, in the order of the classes; within them as it happened."""
    ordered = sorted(notices, key=lambda one: (_ORDER.get(one.topic, len(_ORDER)), heading_of(one.topic, one.kind), one.created_at, one.id))
    return [(heading, list(ofs)) for heading, ofs in groupby(ordered, key=lambda one: heading_of(one.topic, one.kind))]


def _lines(notices: Sequence[Notification]) -> list[Line]:
    shown = notices if len(notices) <= _MOST_LINES else notices[: _MOST_LINES - 1]
    lines = [Line(text=_text(one), detail=one.data.get("reason"), path=f"/notices/{one.id}") for one in shown]
    if len(shown) < len(notices):
        lines.append(Line(text=f"và {len(notices) - len(shown)} tin khác trong chuông thông báo", detail=None, path="/"))
    return lines


def _text(notice: Notification) -> str:
    """As the bell has it."""
    return f"{notice.by} {sentence(notice.kind, notice.data, 'vi')}: {notice.subject_label}"
