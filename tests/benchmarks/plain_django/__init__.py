"""(b) The same pages as a plain Django REST framework application over the same tables, written as its tutorials teach."""
