from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum
from papi.reports.models.reports import Mark, Reviewed


class QuestionKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


class PeriodQuestion(Identified, Base):
    """What an ad-hoc period asks of each of its units in words of its own. `choices` holds `{key, text}` in their order."""

    __tablename__ = "period_questions"
    __table_args__ = (Index("ix_period_questions_period_id_sort", "period_id", "sort"),)

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"))
    sort: Mapped[int]
    text: Mapped[str]
    kind: Mapped[QuestionKind] = mapped_column(code_enum(QuestionKind))
    required: Mapped[bool]
    hint: Mapped[str | None]
    measure: Mapped[str | None]
    choices: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)


class ReportAnswer(Identified, Versioned, Reviewed, Base):
    """What a unit answers to one question: its working answer. Others read the last submitted one in `ReportAnswerText`.

    `value` is a text, a number, true or false, or the key of a choice, as the question's kind wants it; null while there is none.
    `differing` is what units said that were merged and had answered differently, until somebody answers anew or leaves it blank on purpose.
    """

    __tablename__ = "report_answers"
    __table_args__ = (UniqueConstraint("report_id", "question_id"), Index("ix_report_answers_question_id", "question_id"))

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    question_id: Mapped[UUID] = mapped_column(ForeignKey("period_questions.id"))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    differing: Mapped[str | None]


class ReportAnswerText(Base):
    """An answer as it was submitted, `number` counting the report's submissions in which it changed. Never altered."""

    __tablename__ = "report_answer_texts"

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("report_answers.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    submitted_at: Mapped[datetime]


class AnswerMark(Mark, Base):
    """A reviewer's own mark on an answer, which falls off when the answer's version has moved on."""

    __tablename__ = "answer_marks"

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("report_answers.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    answer_version: Mapped[int]
