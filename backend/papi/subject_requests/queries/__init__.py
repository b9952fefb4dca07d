"""Reading the register of requests."""
