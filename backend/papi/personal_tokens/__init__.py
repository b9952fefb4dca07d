"""Personal access tokens: what people make for their own scripts, and what the administrator sees and ends of them."""
