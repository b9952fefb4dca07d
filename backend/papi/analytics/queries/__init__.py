"""Reading across capabilities, from what is kept for reading."""
