"""Reading the plan; every list starts from what the caller may see."""
