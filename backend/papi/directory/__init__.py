"""Units, people and memberships as tables: what access cannot be decided without."""
