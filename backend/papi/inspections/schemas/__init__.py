"""What inspections and findings look like on the wire."""
