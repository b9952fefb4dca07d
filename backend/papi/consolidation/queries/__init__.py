"""Reading consolidated reports, and what they are made of."""
