"""Reading values: lists, one with its history, a table of months."""
