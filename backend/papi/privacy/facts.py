"""What happens about the end of documents, as facts about the documents."""

from papi.outbox.facts import FactKind

PROPOSED = FactKind("evidence.erasure_proposed", "evidence.read", vi="đề nghị xóa tài liệu", en="proposed to erase the document")
REFUSED = FactKind("evidence.erasure_refused", "evidence.read", vi="không đồng ý xóa tài liệu", en="refused to erase the document")
WITHDRAWN = FactKind("evidence.erasure_withdrawn", "evidence.read", vi="rút đề nghị xóa tài liệu", en="withdrew the proposal to erase it")
APPROVED = FactKind("evidence.erasure_approved", "evidence.read", vi="đồng ý xóa tài liệu", en="approved the erasure")
HELD = FactKind("evidence.held", "evidence.read", vi="giữ tài liệu lại, không xóa", en="put a hold on the document")
LIFTED = FactKind("evidence.hold_lifted", "evidence.read", vi="thôi giữ tài liệu lại", en="lifted the hold on the document")
RULES_WRITTEN = FactKind(
    "retention.written",
    "retention.read",
    vi="ghi thời hạn lưu trữ: {sealed} năm (đã niêm phong), {proving} (đang dùng), {unused} (chưa dùng), {unused_personal} (cá nhân)",
    en="wrote the rules of retention: sealed {sealed}, in use {proving}, unused {unused}, with personal data {unused_personal} years",
)
ERASED = FactKind(
    "evidence.erased",
    "evidence.read",
    vi="xóa xong các tệp của tài liệu, biên bản xóa có mã {sha256}",
    en="erased its files; the record of it has the hash {sha256}",
)
