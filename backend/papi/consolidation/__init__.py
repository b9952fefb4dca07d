"""The report to the province: made of what was accepted, edited, traceable to its lines, approved by the leader and frozen then."""
