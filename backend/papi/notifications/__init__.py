"""What a person must learn at once, in the application: made from facts by the worker, exactly once."""
