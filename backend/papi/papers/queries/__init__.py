"""What papers stand on, read: letterheads by unit and day."""
