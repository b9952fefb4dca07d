"""What the codes of the framework are called in files."""

from papi.framework.models import Level, NameStatus, ScoreLevel

LEVEL_WORDS: dict[str, tuple[str, str]] = {
    Level.DIMENSION: ("Chỉ số nội dung", "Dimension"),
    Level.SUBDIMENSION: ("Nội dung thành phần", "Sub-dimension"),
    Level.INDICATOR: ("Chỉ tiêu", "Indicator"),
    ScoreLevel.TOTAL: ("Tổng điểm", "Total"),
}
NAME_STATUS_WORDS: dict[str, tuple[str, str]] = {
    NameStatus.OFFICIAL: ("Tên chính thức", "Official name"),
    NameStatus.DESCRIBED: ("Tên mô tả", "Described"),
    NameStatus.TRANSLATED: ("Tên dịch", "Translated"),
    NameStatus.WORKING: ("Tên tạm dùng", "Working name"),
}
QUARTILE_WORDS: dict[str, tuple[str, str]] = {
    "4": ("Cao nhất", "Highest"),
    "3": ("Trung bình cao", "Upper middle"),
    "2": ("Trung bình thấp", "Lower middle"),
    "1": ("Thấp nhất", "Lowest"),
}
