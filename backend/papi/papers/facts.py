"""What happens to letterheads and templates, as facts."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from papi.outbox.facts import Fact, FactKind
from papi.papers.paper import PaperKind

KIND_WORDS: dict[str, tuple[str, str]] = {
    PaperKind.REPORT: ("Báo cáo", "Report"),
    PaperKind.UNIT_PLAN: ("Kế hoạch của đơn vị", "Unit plan"),
    PaperKind.LETTER: ("Công văn", "Official letter"),
    PaperKind.CONSOLIDATED: ("Báo cáo tổng hợp", "Consolidated report"),
}
LETTERHEAD_FIELDS = {
    "superior": ("Cơ quan cấp trên", "Superior body"),
    "issuer": ("Cơ quan ban hành", "Issuing body"),
    "place": ("Địa danh", "Place"),
    "symbol": ("Ký hiệu", "Symbol"),
    "authority": ("Quyền hạn, chức vụ người ký", "Lines of authority"),
    "signer": ("Họ tên người ký", "Signer's name"),
    "addressees": ("Kính gửi", "Addressees"),
    "receivers": ("Nơi nhận", "Receivers"),
}
LETTERHEAD_WRITTEN = FactKind(
    "letterhead.written",
    "letterhead.read",
    vi="ghi thể thức văn bản từ ngày {day}",
    en="wrote down what stands on papers from {day}",
    fields=LETTERHEAD_FIELDS,
)
TEMPLATE_ADDED = FactKind(
    "paper_template.added",
    "papers.manage",
    vi="thêm mẫu văn bản, bản {number}, và đưa vào sử dụng",
    en="added version {number} of the template and took it into use",
)
TEMPLATE_CHOSEN = FactKind(
    "paper_template.chosen", "papers.manage", vi="dùng lại mẫu văn bản, bản {number}", en="took version {number} into use again"
)
TEMPLATE_LEFT = FactKind("paper_template.left", "papers.manage", vi="trở về mẫu có sẵn", en="went back to the shipped template")


def about_letterhead(unit_id: UUID, unit_name: str, **data: Any) -> Fact:
    return Fact(LETTERHEAD_WRITTEN, "unit", unit_id, unit_name, unit_id=unit_id, data=data)


def about_template(kind: FactKind, paper: PaperKind, unit: tuple[UUID, str] | None, **data: Any) -> Fact:
    """A fact about the templates of a kind: those of all, or of one unit."""
    subject = uuid5(NAMESPACE_URL, f"papi:paper-template:{paper.value}:{unit[0] if unit else ''}")
    label = f"Mẫu {KIND_WORDS[paper][0].lower()}" + (f" – {unit[1]}" if unit else "")
    return Fact(kind, "paper_template", subject, label, unit_id=unit[0] if unit else None, data=data)
