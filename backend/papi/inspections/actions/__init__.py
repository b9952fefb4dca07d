"""What people do with inspections, findings and remedies."""
