"""Units that merge, split, change their names or end: what is planned, what it carries to whom, and the trace of it."""
