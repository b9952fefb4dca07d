"""What people do with unit plans; each act records its fact in the same transaction."""
