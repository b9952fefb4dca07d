"""The tables of oversight."""

from papi.oversight.models.ladder import EscalationLadder
from papi.oversight.models.reminders import Reminder, ReminderKind, ReminderTarget, Wording

__all__ = ["EscalationLadder", "Reminder", "ReminderKind", "ReminderTarget", "Wording"]
