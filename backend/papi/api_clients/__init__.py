"""Other systems that call this one: who they are, what they may, and the secrets by which they are known."""
