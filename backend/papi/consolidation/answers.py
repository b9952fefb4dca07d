"""The annex of answers: a group for each question, with a number where a number was answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from papi.papers.paper import Annex, Cell, Column, ColumnKind, Table

_COLUMNS = [
    Column(title="STT", width=14, kind=ColumnKind.NUMBER),
    Column(title="Cơ quan, đơn vị", width=90),
    Column(title="Trả lời", width=130),
    Column(title="Con số", width=26, kind=ColumnKind.NUMBER),
]


def annex_of_answers(questions: Sequence[Mapping[str, Any]]) -> list[Annex]:
    """None where nothing was asked."""
    rows: list[list[Cell]] = []
    for question in questions:
        rows.append([f"{question['number']}. {question['text']} ({question['summary']})"])
        rows += [[place, row["units"], row["said"], row["number"]] for place, row in enumerate(question["answers"], 1)]
    return [Annex(title="Trả lời câu hỏi", blocks=[Table(columns=_COLUMNS, rows=rows, grouped_by="Câu hỏi")])] if rows else []
