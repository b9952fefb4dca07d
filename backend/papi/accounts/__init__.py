"""People's own accounts: signing in, passwords, sessions; and, for the administrator, everyone's."""
