"""How plans and assignments move, and what a deadline makes of a state."""
