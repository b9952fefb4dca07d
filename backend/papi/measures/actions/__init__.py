"""Storing values: many that a system sends, or one by hand."""
