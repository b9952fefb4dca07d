"""Reading unit plans; every one starts from what the caller may see."""
