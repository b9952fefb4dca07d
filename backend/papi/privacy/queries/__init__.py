"""What is told of the end of documents."""
