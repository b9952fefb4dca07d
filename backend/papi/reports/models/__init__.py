"""The tables of reporting, by topic."""

from papi.reports.models.answers import AnswerMark, PeriodQuestion, QuestionKind, ReportAnswer, ReportAnswerText
from papi.reports.models.corrections import Correction, CorrectionAnswer, CorrectionLine, CorrectionState
from papi.reports.models.outlines import ReportOutline
from papi.reports.models.periods import (
    Period,
    PeriodDeadline,
    PeriodException,
    PeriodKind,
    PeriodState,
    PeriodTask,
    PeriodUnit,
)
from papi.reports.models.regime import ReportRegime
from papi.reports.models.reports import (
    LineReviewState,
    MarkKind,
    ReasonCode,
    Report,
    ReportLine,
    ReportLineContribution,
    ReportLineEvidence,
    ReportLineReader,
    ReportLineSource,
    ReportLineText,
    ReportState,
    Reviewed,
    ReviewMark,
    Seal,
    SealedDocument,
)

__all__ = [
    "AnswerMark",
    "Correction",
    "CorrectionAnswer",
    "CorrectionLine",
    "CorrectionState",
    "LineReviewState",
    "MarkKind",
    "Period",
    "PeriodDeadline",
    "PeriodException",
    "PeriodKind",
    "PeriodQuestion",
    "PeriodState",
    "PeriodTask",
    "PeriodUnit",
    "QuestionKind",
    "ReasonCode",
    "Report",
    "ReportAnswer",
    "ReportAnswerText",
    "ReportLine",
    "ReportLineContribution",
    "ReportLineEvidence",
    "ReportLineReader",
    "ReportLineSource",
    "ReportLineText",
    "ReportOutline",
    "ReportRegime",
    "ReportState",
    "ReviewMark",
    "Reviewed",
    "Seal",
    "SealedDocument",
]
