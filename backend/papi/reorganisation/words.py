"""What the codes of reorganisations are called on screens and in files."""

from papi.reorganisation.models import How, Moved, SuccessionKind, SuccessionState

KIND_WORDS: dict[str, tuple[str, str]] = {
    SuccessionKind.MERGE: ("Sáp nhập", "Merger"),
    SuccessionKind.SPLIT: ("Chia tách", "Split"),
    SuccessionKind.RENAME: ("Đổi tên", "Renaming"),
    SuccessionKind.DISSOLVE: ("Giải thể", "Dissolution"),
}
STATE_WORDS: dict[str, tuple[str, str]] = {
    SuccessionState.PLANNED: ("Chờ đến ngày hiệu lực", "Waiting for its day"),
    SuccessionState.EFFECTIVE: ("Đã có hiệu lực", "In effect"),
    SuccessionState.WITHDRAWN: ("Đã hủy", "Withdrawn"),
}
STATE_SENTENCES: dict[str, tuple[str, str]] = {
    SuccessionState.PLANNED: ("đang chờ đến ngày hiệu lực", "waits for its day"),
    SuccessionState.EFFECTIVE: ("đã có hiệu lực", "has taken effect"),
    SuccessionState.WITHDRAWN: ("đã hủy", "was withdrawn"),
}
MOVED_WORDS: dict[str, tuple[str, str]] = {
    Moved.ASSIGNMENT: ("Nhiệm vụ", "Assignment"),
    Moved.REPORT: ("Báo cáo", "Report"),
    Moved.MEMBERSHIP: ("Người, vai trò", "Person, role"),
    Moved.EVIDENCE: ("Tài liệu kiểm chứng", "Evidence"),
    Moved.GROUP: ("Nhóm đơn vị", "Group of units"),
    Moved.PERIOD: ("Kỳ báo cáo đột xuất", "Ad-hoc period"),
    Moved.CHILD: ("Đơn vị trực thuộc", "Subordinate unit"),
    Moved.FINDING: ("Tồn tại, hạn chế", "Finding"),
}
HOW_WORDS: dict[str, tuple[str, str]] = {
    How.CARRIED: ("Chuyển sang", "Carried over"),
    How.MERGED: ("Gộp vào", "Merged into"),
    How.CONTINUED: ("Thực hiện tiếp từ kỳ sau", "Goes on from the next period"),
    How.ENTRUSTED: ("Giữ nguyên, đơn vị kế thừa xem và hoàn thiện", "Stays; the successor reads and finishes it"),
    How.SET_ASIDE: ("Tạm hoãn do giải thể", "Set aside by the dissolution"),
    How.ENDED: ("Kết thúc", "Ended"),
}
