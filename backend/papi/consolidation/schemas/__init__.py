"""The shapes of consolidated reports on the wire."""
