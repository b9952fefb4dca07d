"""The wire's shapes of oversight."""
