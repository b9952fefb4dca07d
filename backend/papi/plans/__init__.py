"""The yearly plan: targets, tasks, who is assigned what, how far it has come, and by when."""
