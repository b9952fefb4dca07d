"""Working days and public holidays, as data: what "in N working days" means, and when an office is open."""
