"""An outline of the report that an office writes for itself."""

from typing import Any


def outline_body(valid_from: str = "2024-09-01", **changes: Any) -> dict[str, Any]:
    """Three headings: what is done by all, what is done for a dimension, all the rest."""
    headings = [
        {"key": "direction", "level": 1, "title": "Chỉ đạo, điều hành", "holds": ["opening", "general"]},
        {"key": "fields", "level": 1, "title": "Kết quả thực hiện"},
        {"key": "procedures", "level": 2, "title": "Cải cách thủ tục hành chính", "dimensions": ["5"], "tasks": ["inform"]},
        {"key": "other", "level": 2, "title": "Các nội dung khác", "holds": ["rest", "results", "delays", "difficulties", "proposals"]},
    ]
    return {"valid_from": valid_from, "title": "Đề cương của thành phố", "source": "Công văn 12/SNV-CCHC", "headings": headings, **changes}
