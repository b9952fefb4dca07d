"""What people do with consolidated reports, by topic."""
