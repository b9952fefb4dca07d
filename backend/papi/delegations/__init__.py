"""Delegation: a head lets a person of the unit act in the head's name for a while."""
