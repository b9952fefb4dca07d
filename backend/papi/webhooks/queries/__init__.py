"""What of webhooks is read."""
