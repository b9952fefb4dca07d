"""What an answer may be, when it is enough, and how it reads in words: one rule for the editor, the check page, the submission, files."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from papi.kit.text import spoken_number
from papi.reports.models import PeriodQuestion, QuestionKind
from papi.reports.words import yes_or_no

Value = str | float | bool | None
MAX_ANSWER = 4000
_MAX_NUMBER, _DECIMALS = 10**15, 6
_WRONG_KIND: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.TEXT: ("Câu “{text}” cần trả lời bằng chữ.", "“{text}” wants a text."),
    QuestionKind.NUMBER: ("Câu “{text}” cần một con số.", "“{text}” wants a number."),
    QuestionKind.YES_NO: ("Câu “{text}” cần trả lời có hoặc không.", "“{text}” wants yes or no."),
    QuestionKind.CHOICE: ("Câu “{text}” cần chọn một trong các phương án đã nêu.", "“{text}” wants one of its choices."),
}


def kept(value: Value) -> Value:
    """What is kept of a value: a blank text is no answer, and a number has no more decimals than anybody reads.

    A whole number is kept as an integer, on which both databases agree: SQLite turns a bare 1.0 of a JSON column into 1.
    """
    if isinstance(value, float):
        number = round(value, _DECIMALS)
        return int(number) if number.is_integer() else number
    return None if isinstance(value, str) and not value.strip() else value


def refusal_of(question: PeriodQuestion, value: Value) -> tuple[str, str] | None:
    """Why the question does not take the value, naming it; None if it does."""
    if value is None:
        return None
    if not _FITS[question.kind](question, value):
        vi, en = _WRONG_KIND[question.kind]
        return vi.format(text=question.text), en.format(text=question.text)
    if isinstance(value, str) and len(value) > MAX_ANSWER:
        return f"Tối đa {spoken_number(MAX_ANSWER, 'vi')} ký tự.", f"At most {spoken_number(MAX_ANSWER, 'en')} characters."
    if isinstance(value, float) and abs(value) > _MAX_NUMBER:
        return "Con số quá lớn.", "The number is too large."
    return None


_FITS: Mapping[QuestionKind, Callable[[PeriodQuestion, Value], bool]] = {
    QuestionKind.TEXT: lambda _question, value: isinstance(value, str),
    QuestionKind.NUMBER: lambda _question, value: isinstance(value, float),
    QuestionKind.YES_NO: lambda _question, value: isinstance(value, bool),
    QuestionKind.CHOICE: lambda question, value: value in {choice["key"] for choice in question.choices},
}


def as_number(value: Any) -> float | None:
    """The value if it is a number; a whole one may come back from the database as an integer."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def is_answered(required: bool, value: Value) -> bool:
    """Whether the answer does not stop the report from being sent."""
    return value is not None or not required


def said_answer(kind: QuestionKind, measure: str | None, choices: Sequence[Mapping[str, str]], value: Any, language: str = "vi") -> str:
    """An answer as people read it; empty where there is none."""
    if value is None:
        return ""
    if kind is QuestionKind.YES_NO:
        words = yes_or_no(value, language)
        return words[:1].upper() + words[1:]
    if kind is QuestionKind.NUMBER:
        number = spoken_number(value, language)
        return f"{number}%" if measure == "%" else f"{number} {measure or ''}".strip()
    if kind is QuestionKind.CHOICE:
        return next((choice["text"] for choice in choices if choice["key"] == value), "")
    return str(value)


def said(question: PeriodQuestion, value: Any, language: str = "vi") -> str:
    """An answer to the question as people read it."""
    return said_answer(question.kind, question.measure, question.choices, value, language)
