"""The units' own plans (III.1, bullet 1): what each finds lacking, what it will do about it, and what was accepted of that."""
