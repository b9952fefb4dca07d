"""A unit's report as a workbook that is filled without the system, and what becomes of it when it comes back."""
