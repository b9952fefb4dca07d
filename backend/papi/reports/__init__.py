"""Reporting: periods, one report a unit, its lines, review, and the seal of what was accepted."""
