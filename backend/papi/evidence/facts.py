"""What happens to evidence, as facts. Uploads are private to their unit until the document is released."""

from typing import Any

from papi.evidence.models import Evidence, EvidenceFile
from papi.outbox.facts import Fact, FactKind

_FIELDS = {
    "title": ("Tên tài liệu", "Title"),
    "document_number": ("Số, ký hiệu", "Number"),
    "issuing_body": ("Cơ quan ban hành", "Issuing body"),
    "issued_on": ("Ngày ban hành", "Issued on"),
    "effective_on": ("Ngày có hiệu lực", "In force from"),
    "expires_on": ("Ngày hết hiệu lực", "In force until"),
    "contains_personal_data": ("Có dữ liệu cá nhân", "Contains personal data"),
}
UPLOADED = FactKind("evidence.uploaded", "evidence.read", vi="tải lên tài liệu", en="uploaded the document")
REPLACED = FactKind("evidence.replaced", "evidence.read", vi="tải lên phiên bản {number}", en="uploaded version {number}")
CHANGED = FactKind("evidence.changed", "evidence.read", vi="sửa thông tin tài liệu", en="changed its description", fields=_FIELDS)
REDACTED = FactKind(
    "evidence.redacted", "evidence.read", vi="thêm bản đã che cho phiên bản {of}", en="added a redacted copy of version {of}"
)
READ = FactKind(
    "evidence.read",
    "evidence.read",
    vi="xem tài liệu có dữ liệu cá nhân, phiên bản {number}",
    en="read version {number} of the marked document",
    aside=True,
)
ACCEPTED = FactKind("evidence.accepted", "evidence.read", vi="chấp nhận tài liệu", en="accepted the document")
REJECTED = FactKind("evidence.rejected", "evidence.read", vi="không chấp nhận tài liệu", en="rejected the document", relayed=True)
LIKENESS_DISMISSED = FactKind(
    "evidence.likeness_dismissed",
    "evidence.read",
    vi="bỏ qua lưu ý gần giống tài liệu khác",
    en="set aside that the document is like another one",
)
NUMBERS_DISMISSED = FactKind(
    "evidence.numbers_dismissed",
    "evidence.read",
    vi="xác nhận các số trong phiên bản {number} không phải dữ liệu cá nhân",
    en="said that the numbers in version {number} are nobody's own",
)

INFECTED = FactKind(
    "evidence.infected",
    "evidence.read",
    vi="phát hiện mã độc {finding} trong {which}, đã cách ly tệp; cần tải lên phiên bản sạch",
    en="found {finding} in {which_en} and quarantined the file; a clean version is needed",
    relayed=True,
)
UNSCANNABLE = FactKind(
    "evidence.unscannable",
    "evidence.read",
    vi="không quét được mã độc {which} ({why}), nên chưa ai đọc được tệp; cần tải lên phiên bản khác",
    en="could not scan {which_en} ({why_en}), so nobody reads it; another version is needed",
    relayed=True,
)
SCAN_FAILED = FactKind(
    "evidence.scan_failed",
    "evidence.read",
    vi="trình quét mã độc nhiều lần báo lỗi ở {which}, nên chưa ai đọc được tệp; cần cho quét lại, hoặc tải lên phiên bản khác",
    en="could not scan {which_en}, for the scanner failed at it again and again; have it scanned again, or upload another version",
    relayed=True,
)
SCAN_ASKED = FactKind(
    "evidence.scan_asked",
    "evidence.read",
    vi="cho quét mã độc lại {which}",
    en="had {which_en} scanned for malware again",
)
CLEARED = FactKind(
    "evidence.cleared",
    "evidence.read",
    vi="quét lại {which}, không còn thấy mã độc, mở lại tệp",
    en="scanned {which_en} again, found no malware and opened the file again",
    relayed=True,
)
WAIVED = FactKind(
    "evidence.scan_waived",
    "evidence.read",
    vi="cho đọc {which} dù chưa quét mã độc, vì máy chủ không còn trình quét",
    en="lets {which_en} be read unscanned, for the server has no scanner any more",
)
QUARANTINED = FactKind(
    "unit.file_quarantined",
    "audit.read",
    vi="cách ly một tệp của đơn vị: có mã độc {finding} (tệp {file})",
    en="quarantined a file of the unit: it holds {finding} (file {file})",
    relayed=True,
)


NOT_SCANNED = FactKind(
    "unit.file_not_scanned",
    "audit.read",
    vi="có một tệp của đơn vị chưa ai đọc được, vì trình quét mã độc nhiều lần báo lỗi (tệp {file}); đơn vị có thể cho quét lại",
    en="has a file that nobody reads, for the scanner failed at it again and again (file {file}); the unit can have it scanned again",
    relayed=True,
)


def which(file: EvidenceFile) -> dict[str, str]:
    """Names a file of a document in such facts."""
    if file.redacts is None:
        return {"which": f"phiên bản {file.number}", "which_en": f"version {file.number}"}
    return {"which": f"bản đã che của phiên bản {file.redacts}", "which_en": f"the redacted copy of version {file.redacts}"}


def about(kind: FactKind, evidence: Evidence, **data: Any) -> Fact:
    """A fact about a document. Even the title of one with personal data is for its own unit alone."""
    private = not evidence.released or evidence.contains_personal_data
    return Fact(kind, "evidence", evidence.id, evidence.title, unit_id=evidence.unit_id, private=private, data=data)
