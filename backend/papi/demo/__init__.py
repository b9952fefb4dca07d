"""The demo data set: the city's plan of 2024 and invented reports around it."""
