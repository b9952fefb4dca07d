"""What reads files that may be hostile: started by `isolation.py` as a process of its own, confined before it looks at a byte."""
