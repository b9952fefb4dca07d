"""What is done with dispatches."""
