"""Comments on reports, lines and evidence; a comment is seen by whoever sees its subject."""
