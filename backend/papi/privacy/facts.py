"""What happens about the end of documents, as facts about the documents."""

from papi.outbox.facts import FactKind

PROPOSED = FactKind("evidence.erasure_proposed", "evidence.read", vi="đề nghị xóa tài liệu", en="proposed to erase the document")
REFUSED = FactKind("evidence.erasure_refused", "evidence.read", vi="không đồng ý xóa tài liệu", en="refused to erase the document")
WITHDRAWN = FactKind("evidence.erasure_withdrawn", "evidence.read", vi="rút đề nghị xóa tài liệu", en="withdrew the proposal to erase it")
APPROVED = FactKind("evidence.erasure_approved", "evidence.read", vi="đồng ý xóa tài liệu", en="approved the erasure")
ERASED = FactKind(
    "evidence.erased",
    "evidence.read",
    vi="xóa xong các tệp của tài liệu, biên bản xóa có mã {sha256}",
    en="erased its files; the record of it has the hash {sha256}",
)
