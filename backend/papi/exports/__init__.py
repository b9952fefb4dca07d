"""Lists as files that are too long to wait for: asked for, written in the background by the asker's rights of then, kept for some days."""
