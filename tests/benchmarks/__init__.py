"""How fast the server is, told in ratios to a bare ASGI application and to Django REST framework. Run by `make bench`."""
