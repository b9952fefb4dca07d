"""Packs of evidence: the documents of a unit, a period, a task, an inspection or a choice, as one archive with a signed manifest."""
