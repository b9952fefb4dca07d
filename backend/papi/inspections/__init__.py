"""Inspections of units (III.2): who was inspected by whom and when, what was found lacking, and how that was remedied."""
