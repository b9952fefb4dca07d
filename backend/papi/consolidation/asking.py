"""What was answered to questions: a table for each, and a sentence that counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from papi.consolidation.material import Answer, Naming, Question
from papi.consolidation.naming import units_in_words
from papi.reports.answering import as_number, said_answer
from papi.reports.models import QuestionKind

_NAMED = 5
"""So many units at most are named beside what they answered; twice as many where they gave no answer."""


def table_of_question(question: Question, naming: Naming) -> dict[str, Any]:
    """The question's rows in the annex, as JSON keeps them."""
    told = f"{len(question.answered)}/{len(question.answers)} báo cáo có trả lời"
    return {
        "number": question.number,
        "text": question.text,
        "kind": question.kind.value,
        "summary": "; ".join([told, *_counted(question)]),
        "answers": [_row(group, naming) for group in question.groups],
    }


def _row(group: Sequence[Answer], naming: Naming) -> dict[str, Any]:
    return {
        "units": units_in_words([answer.unit for answer in group], naming),
        "said": group[0].text,
        "number": as_number(group[0].value),
        "reports": [str(answer.report_id) for answer in group],
    }


_NAMES: Mapping[str, str] = {"sum": "tổng", "min": "thấp nhất", "max": "cao nhất", "mean": "trung bình"}


def _counted(question: Question) -> Iterator[str]:
    """In words; percentages are not added up."""
    counts = question.counts
    yield from (f"{option['text']}: {option['count']}" for option in counts["counts"])
    if counts["sum"] is not None:
        yield from (f"{words} {_number(question, name)}" for name, words in _NAMES.items() if name != "sum" or question.measure != "%")


def _number(question: Question, name: str) -> str:
    return said_answer(QuestionKind.NUMBER, question.measure, (), question.counts[name])


def question_in_words(question: Question, naming: Naming) -> str:
    """How many units answered and what their answers come to; who gave no answer is named, or counted where they are many."""
    answered = question.answered
    asked = question.text.rstrip(" .;")
    head = asked if asked.endswith(("?", ":", "!")) else f"{asked}:"
    if not answered:
        return f"{head} {_none(question)}."
    first = f"{len(answered)}/{len(question.answers)} cơ quan, đơn vị trả lời"
    told = [_of_one(question, answered[0])] if len(answered) == 1 else [first, *_over_units(question, answered, naming)]
    return f"{head} {', '.join(told)}{_silent(question, naming)}."


def _none(question: Question) -> str:
    one = question.answers[0].unit.name if len(question.answers) == 1 else ""
    return f"{one} không trả lời" if one else "không cơ quan, đơn vị nào trả lời"


def _of_one(question: Question, answer: Answer) -> str:
    said = "" if question.kind is QuestionKind.TEXT else f" {_worded(question, answer.text)}"
    return f"{answer.unit.name} trả lời{said}"


def _worded(question: Question, text: str) -> str:
    """Within a sentence: yes and no without their capital, a choice in quotation marks."""
    if question.kind is QuestionKind.CHOICE:
        return f"“{text}”"
    return text[:1].lower() + text[1:] if question.kind is QuestionKind.YES_NO else text


def _over_units(question: Question, answered: Sequence[Answer], naming: Naming) -> Iterator[str]:
    if question.kind is QuestionKind.NUMBER:
        yield from _numbers(question, answered, naming)
    elif question.kind is not QuestionKind.TEXT:
        for option in question.counts["counts"]:
            if option["count"]:
                yield _option(question, option, naming)


def _option(question: Question, option: Mapping[str, Any], naming: Naming) -> str:
    given = [answer for answer in question.answered if answer.text == option["text"]]
    answered = f"trả lời {_worded(question, option['text'])}"
    return f"tất cả {answered}" if len(given) == len(question.answered) else f"{len(given)} {answered}{_named(given, naming)}"


def _numbers(question: Question, answered: Sequence[Answer], naming: Naming) -> Iterator[str]:
    if question.measure != "%":
        yield f"tổng {_number(question, 'sum')}"
    if question.counts["min"] == question.counts["max"]:
        yield f"mỗi đơn vị {_number(question, 'min')}"
        return
    for name in ("min", "max"):
        given = [answer for answer in answered if answer.value == question.counts[name]]
        yield f"{_NAMES[name]} {_number(question, name)}{_named(given, naming)}"


def _named(given: Sequence[Answer], naming: Naming) -> str:
    return f" ({units_in_words([answer.unit for answer in given], naming)})" if len(given) <= _NAMED else ""


def _silent(question: Question, naming: Naming) -> str:
    units = [answer.unit for answer in question.answers if answer.value is None]
    if not units:
        return ""
    who = units_in_words(units, naming) if len(units) <= 2 * _NAMED else f"{len(units)} cơ quan, đơn vị"
    return f"; {who} không trả lời"
