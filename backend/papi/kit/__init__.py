"""Technique that knows no business word: database, errors, paging, storage, clock, documents, text."""
