"""The list of assignments as a file."""

from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.plans.words import DEADLINE_STATE_WORDS, LEAD_MARK_WORDS, MANDATE_WORDS, PART_WORDS, RECEIPT_WORDS, WORK_STATE_WORDS

ASSIGNMENTS = Export(
    "phan-cong",
    [
        Column("task.source_ref", "Mục của kế hoạch", "Source", 18),
        Column("task.title", "Nhiệm vụ, giải pháp", "Task", 60),
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("part", "Vai trò", "Part", 12, words_of(PART_WORDS)),
        Column("mandate", "Giao/đề nghị", "Mandate", 12, words_of(MANDATE_WORDS)),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("first_due_on", "Thời hạn cũ", "Due before", 14),
        Column("extended_times", "Số lần gia hạn", "Extensions", 12),
        Column("work_state", "Tình trạng thực hiện", "Work", 18, words_of(WORK_STATE_WORDS)),
        Column("deadline_state", "Tình trạng thời hạn", "Deadline", 18, words_of(DEADLINE_STATE_WORDS)),
        Column("percent", "Mức độ (%)", "Percent", 10),
        Column("receipt", "Tiếp nhận phần việc", "Receipt", 20, words_of(RECEIPT_WORDS)),
        Column("receipt_note", "Đề nghị điều chỉnh", "Change asked for", 40),
        Column("lead_mark", "Nhận xét của cơ quan chủ trì", "Mark by the lead", 18, words_of(LEAD_MARK_WORDS)),
        Column("supporters.total", "Số đơn vị phối hợp", "Supporters", 12),
        Column("supporters.accepted", "Đơn vị phối hợp đã nhận việc", "Supporters who took their part", 14),
        Column("supporters.reported", "Đơn vị phối hợp đã báo hoàn thành", "Supporters who reported", 14),
        Column("supporters.lacking", "Đơn vị phối hợp còn thiếu", "Supporters lacking", 14),
    ],
)
