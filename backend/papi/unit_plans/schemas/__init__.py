"""The shapes of unit plans on the wire."""
