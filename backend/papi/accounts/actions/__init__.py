"""What people do with accounts: sign in and out, change passwords; and what the administrator does for others."""
