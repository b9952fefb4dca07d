"""Reading dispatches; every one starts from what the caller may see."""
