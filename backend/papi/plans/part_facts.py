"""What units say to each other about a part, and what is done with its pieces, as facts."""

from papi.outbox.facts import FactKind

PART_ACCEPTED = FactKind("assignment.part_accepted", "assignment.read", vi="xác nhận đã nhận việc", en="said that they take their part")
PART_QUESTIONED = FactKind(
    "assignment.part_questioned",
    "assignment.read",
    vi="đề nghị điều chỉnh phần việc của đơn vị",
    en="asked for a change of their part",
    relayed=True,
)
PART_ANSWERED = FactKind(
    "assignment.part_answered",
    "assignment.read",
    vi="trả lời đề nghị điều chỉnh, giữ nguyên phần việc",
    en="answered the request: the part stays as given",
    relayed=True,
)
PART_SETTLED = FactKind(
    "assignment.part_settled",
    "assignment.read",
    vi="trả lời đề nghị điều chỉnh bằng cách đổi phần việc",
    en="answered the request by changing the part",
    relayed=True,
)
PART_MARKED = FactKind(
    "assignment.part_marked",
    "assignment.read",
    vi="nhận xét phần phối hợp: {mark_vi}",
    en="marked the supporting part: {mark_en}",
    relayed=True,
)
_SUB_TASK_FIELDS = {
    "title": ("Việc", "Piece"),
    "person_id": ("Người thực hiện", "Person"),
    "due_on": ("Thời hạn", "Due"),
    "note": ("Ghi chú", "Note"),
}
SUB_TASK_ADDED = FactKind(
    "sub_task.added", "sub_task.read", vi="giao việc “{piece}” cho {person}", en="gave “{piece}” to {person}", relayed=True
)
SUB_TASK_CHANGED = FactKind(
    "sub_task.changed", "sub_task.read", vi="sửa việc “{piece}”", en="changed “{piece}”", fields=_SUB_TASK_FIELDS, relayed=True
)
SUB_TASK_DONE = FactKind("sub_task.done", "sub_task.read", vi="làm xong việc “{piece}”", en="finished “{piece}”")
SUB_TASK_REOPENED = FactKind("sub_task.reopened", "sub_task.read", vi="mở lại việc “{piece}”", en="reopened “{piece}”")
SUB_TASK_REMOVED = FactKind("sub_task.removed", "sub_task.read", vi="bỏ việc “{piece}”", en="removed “{piece}”")
