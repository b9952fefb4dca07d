"""What the province reads, each part under the condition of what the client may see."""
