"""The change feed: events in the one order of all, for who follows what happens, and who waits for it."""
