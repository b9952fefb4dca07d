"""What people do about work that is late."""
