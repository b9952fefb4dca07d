"""Seeing to it that work is done: the ladder of escalation, reminders by hand, directives, and what asks for attention."""
