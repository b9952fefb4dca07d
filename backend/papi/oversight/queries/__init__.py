"""Reading what was done about work that is late."""
