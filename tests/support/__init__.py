"""What tests stand on: databases, people with roles, files, a browser."""
