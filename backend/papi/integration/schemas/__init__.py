"""The packages on the wire."""
