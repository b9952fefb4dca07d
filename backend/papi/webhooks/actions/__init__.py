"""What the administrator does with webhooks."""
