"""Deciding on a reorganisation, changing and withdrawing it, and letting it take effect."""

from papi.reorganisation.actions.decisions import (
    create_succession,
    preview_change,
    preview_succession,
    update_succession,
    withdraw_succession,
)

__all__ = ["create_succession", "preview_change", "preview_succession", "update_succession", "withdraw_succession"]
