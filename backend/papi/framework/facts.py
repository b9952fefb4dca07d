"""What happens to the framework and the scores, as facts."""

from papi.outbox.facts import FactKind

SCORES_IMPORTED = FactKind(
    "scores.imported", "framework.read", vi="nhập {count} giá trị điểm các năm {years}", en="imported {count} scores of {years}"
)
INDICATOR_NAMED = FactKind(
    "indicator.named",
    "framework.read",
    vi="ghi tên chính thức của chỉ tiêu",
    en="gave the indicator its official name",
    fields={
        "name_vi": ("Tên", "Name"),
        "name_en": ("Tên tiếng Anh", "English name"),
        "name_status": ("Loại tên", "Kind of name"),
    },
)
