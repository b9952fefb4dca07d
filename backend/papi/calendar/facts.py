"""What happens to the calendar, as a fact."""

from uuid import NAMESPACE_URL, uuid5

from papi.outbox.facts import Fact, FactKind

CALENDAR_WRITTEN = FactKind(
    "calendar.written",
    "calendar.read",
    vi="ghi lịch nghỉ năm {year} theo {basis}: thêm {added} ngày, bỏ {removed} ngày",
    en="wrote the calendar of {year} down by {basis}: {added} days added, {removed} taken away",
)


def about_year(year: int, **data: object) -> Fact:
    """A fact about a year, which has no id of its own."""
    subject = uuid5(NAMESPACE_URL, f"papi:calendar:{year}")
    return Fact(CALENDAR_WRITTEN, "calendar", subject, f"Lịch làm việc năm {year}", data={"year": year, **data})
