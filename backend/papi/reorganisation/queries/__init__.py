"""Reorganisations as screens and lists show them."""
