"""The wire's shapes of reporting, by topic."""
