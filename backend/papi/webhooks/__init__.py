"""Webhooks: events are brought to other systems as they happen, signed, until they are received or somebody is told."""
