"""Evidence files: uploaded as a stream, hashed, typed by content, never changed, reused by reference, read by whom it concerns."""
