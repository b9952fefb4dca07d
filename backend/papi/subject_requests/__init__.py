"""Requests of data subjects: who asks what is held of them, wants a copy or an end of it, by when, and what became of it."""
