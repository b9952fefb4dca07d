"""Reads across capabilities: dashboards, search, history."""
