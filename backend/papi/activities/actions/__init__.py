"""What people do with activities: write them down, say that they were held or fell through, prove them."""
