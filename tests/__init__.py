"""What the product promises, said as people would say it and tried the way they would do it."""
