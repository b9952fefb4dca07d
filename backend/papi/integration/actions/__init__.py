"""What the province sends is taken in."""
