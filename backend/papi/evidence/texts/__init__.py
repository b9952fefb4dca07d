"""What a file says: its text, read in isolation, searched and shown; what it is nearly the same as; personal numbers in it."""
