"""Reading inspections and findings, from what the caller may see."""
