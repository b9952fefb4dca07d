"""What is read of activities: one, the list, its documents, the totals."""
