"""What happens to requests of data subjects, as facts: by number alone, for who asks is told nowhere but in the register."""

from typing import Any

from papi.outbox.facts import Fact, FactKind
from papi.subject_requests.models import SubjectRequest

_READ = "subject_request.read"
REGISTERED = FactKind(
    "subject_request.registered", _READ, vi="ghi yêu cầu của chủ thể dữ liệu vào sổ", en="registered a data subject's request"
)
CORRECTED = FactKind(
    "subject_request.corrected",
    _READ,
    vi="sửa yêu cầu đã ghi trong sổ",
    en="corrected the registered request",
    fields={"kind": ("Yêu cầu", "Kind"), "received_on": ("Ngày nhận", "Received on"), "due_on": ("Hạn trả lời", "Due on")},
)
EXTENDED = FactKind(
    "subject_request.extended", _READ, vi="gia hạn trả lời từ {since} đến {until}", en="extended the time to answer from {since} to {until}"
)
ANSWERED = FactKind("subject_request.answered", _READ, vi="trả lời yêu cầu", en="answered the request")
REFUSED = FactKind("subject_request.refused", _READ, vi="từ chối yêu cầu", en="refused the request")
WITHDRAWN = FactKind("subject_request.withdrawn", _READ, vi="ghi nhận người yêu cầu rút lại", en="noted that the request was taken back")

CHOSEN = FactKind(
    "subject_request.documents_chosen", _READ, vi="chọn {count} tài liệu cho yêu cầu", en="chose {count} documents for the request"
)
DROPPED = FactKind("subject_request.document_dropped", _READ, vi="bỏ một tài liệu khỏi yêu cầu", en="took a document off the request")
PACKED = FactKind(
    "subject_request.packed", _READ, vi="lấy gói {count} tài liệu để trả lời", en="took a pack of {count} documents to answer with"
)


def number_of(request: Any) -> str:
    """03/2026, of a request or of a row of one."""
    return f"{request.number:02d}/{request.year}"


def about(kind: FactKind, request: SubjectRequest, **data: Any) -> Fact:
    label = f"Yêu cầu của chủ thể dữ liệu số {number_of(request)}"
    return Fact(kind, "subject_request", request.id, label, unit_id=request.unit_id, data=data)
