"""The tables of oversight."""

from papi.oversight.models.attention import (
    AttentionDecision,
    AttentionGrade,
    AttentionList,
    AttentionRule,
    AttentionState,
    AttentionUnit,
)
from papi.oversight.models.ladder import EscalationLadder
from papi.oversight.models.reminders import Reminder, ReminderKind, ReminderTarget, Wording

__all__ = [
    "AttentionDecision",
    "AttentionGrade",
    "AttentionList",
    "AttentionRule",
    "AttentionState",
    "AttentionUnit",
    "EscalationLadder",
    "Reminder",
    "ReminderKind",
    "ReminderTarget",
    "Wording",
]
