"""When a unit plan is enough: one rule for the editor, for the check before sending, and for the submission."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from papi.unit_plans.models import ItemKind


class Lack(StrEnum):
    """What is still lacking. All of them stop the submission."""

    NO_LIMIT = "no_limit"
    NO_MEASURE = "no_measure"
    NO_DOCUMENT = "no_document"
    TEXT = "text"
    INDICATOR = "indicator"
    PERSON = "person"
    DATE = "date"


LACK_WORDS: dict[str, tuple[str, str]] = {
    Lack.NO_LIMIT: ("Chưa nêu nội dung còn hạn chế", "No limit is named"),
    Lack.NO_MEASURE: ("Chưa có giải pháp", "There is no measure"),
    Lack.NO_DOCUMENT: ("Chưa đính kèm văn bản đã ký", "The signed document is missing"),
    Lack.TEXT: ("Chưa ghi nội dung", "Nothing written"),
    Lack.INDICATOR: ("Chưa chọn chỉ tiêu", "No indicator chosen"),
    Lack.PERSON: ("Chưa ghi người thực hiện", "Nobody is named"),
    Lack.DATE: ("Chưa ghi thời gian", "No date"),
}


def lacks_of(item: Any) -> list[Lack]:
    """What one row lacks: a limit its indicator, a measure who does it and until when ("thường xuyên" is an answer)."""
    found = [] if item.text.strip() else [Lack.TEXT]
    if item.kind is ItemKind.LIMIT:
        return found if item.indicator_id else [*found, Lack.INDICATOR]
    if not item.person.strip():
        found.append(Lack.PERSON)
    if item.due_on is None and not item.due_text.strip():
        found.append(Lack.DATE)
    return found


def lacks_of_all(items: Sequence[Any], documents: int) -> list[Lack]:
    """What the plan lacks as a whole."""
    kinds = {item.kind for item in items}
    wanted = {Lack.NO_LIMIT: ItemKind.LIMIT in kinds, Lack.NO_MEASURE: ItemKind.MEASURE in kinds, Lack.NO_DOCUMENT: documents > 0}
    return [lack for lack, there in wanted.items() if not there]
