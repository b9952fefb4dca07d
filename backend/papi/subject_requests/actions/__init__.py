"""Registering requests, and what becomes of them."""
