"""Measures: figures of units by month or reporting period, sent by other systems or written down by hand, with their source."""
