"""The end of documents: who may ask for it, what keeps them, how they are erased, and what stays to tell of it."""
