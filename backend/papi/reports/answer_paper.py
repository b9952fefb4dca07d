"""Answers on a unit's paper: a sentence each in its body, and a table of them, in which numbers are numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from papi.papers.paper import Annex, Block, Cell, Column, ColumnKind, Heading, Paragraph, Table
from papi.reports.answering import as_number, said_answer

_COLUMNS = (
    Column(title="STT", width=14, kind=ColumnKind.NUMBER),
    Column(title="Câu hỏi", width=110),
    Column(title="Trả lời", width=110),
    Column(title="Con số", width=26, kind=ColumnKind.NUMBER),
    Column(title="Đơn vị tính", width=26),
)
_NO_ANSWER = "không có nội dung trả lời"


def answers_said(answers: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The section of the body; none where nothing was asked."""
    told = [Paragraph(words=f"{place}. {_asked(answer)} {_ended(_said(answer) or _NO_ANSWER)}") for place, answer in enumerate(answers, 1)]
    return [Heading(words="TRẢ LỜI CÂU HỎI"), *told] if told else []


def annex_of_answers(answers: Sequence[Mapping[str, Any]]) -> list[Annex]:
    """The table; none where nothing was asked."""
    rows: list[list[Cell]] = []
    for place, answer in enumerate(answers, 1):
        question = answer["question"]
        rows.append([place, question["text"], _said(answer), as_number(answer["value"]), question["measure"]])
    return [Annex(title="Trả lời câu hỏi", blocks=[Table(columns=list(_COLUMNS), rows=rows)])] if rows else []


def _asked(answer: Mapping[str, Any]) -> str:
    text = answer["question"]["text"]
    return text if text.endswith(("?", ":")) else f"{text}:"


def _ended(text: str) -> str:
    """A sentence has its full stop."""
    return f"{text}." if text[-1].isalnum() or text[-1] in "%)”" else text


def _said(answer: Mapping[str, Any]) -> str:
    """In Vietnamese whoever asks for the paper."""
    question = answer["question"]
    return said_answer(question["kind"], question["measure"], question["choices"], answer["value"])
