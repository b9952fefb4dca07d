"""Units as people see them: names, codes and parents by date, groups; nothing is deleted."""
