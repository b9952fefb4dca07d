"""Packs of evidence: archives made while they are sent, and judged by themselves."""
