"""Work that a request asks for and the worker does later: kept in our own database, tried again, never forgotten."""
