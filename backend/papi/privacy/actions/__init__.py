"""What people do about the end of documents."""
