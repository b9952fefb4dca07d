"""What happens to dispatches, as facts about the report that is sent."""

from typing import Any
from uuid import UUID

from papi.outbox.facts import Fact, FactKind

_READ = "dispatch.read"
QUEUED = FactKind(
    "dispatch.queued", _READ, vi="gửi bản số {edition} lên hệ thống của tỉnh", en="sent edition {edition} to the province's system"
)
DELIVERED = FactKind(
    "dispatch.delivered",
    _READ,
    vi="hệ thống của tỉnh đã nhận bản số {edition}, mã biên nhận {reference}",
    en="the province's system took edition {edition}, receipt {reference}",
)
GIVEN_UP = FactKind(
    "dispatch.given_up", _READ, vi="chưa gửi được bản số {edition}: {reason}", en="edition {edition} could not be sent: {reason}"
)
REPLAYED = FactKind("dispatch.replayed", _READ, vi="gửi lại bản số {edition}", en="sent edition {edition} again")
RECORDED = FactKind(
    "dispatch.recorded",
    _READ,
    vi="ghi nhận đã gửi bản số {edition} ngoài hệ thống: {channel}, số {document_number}",
    en="recorded that edition {edition} was sent otherwise: {channel}, number {document_number}",
)


def about(kind: FactKind, report: tuple[UUID, str], **data: Any) -> Fact:
    """A fact about a report, named by id and title."""
    report_id, title = report
    return Fact(kind, "consolidated_report", report_id, title, data=data)
