"""Ways out for a paper: printers of the system and receipt printers, and what keeps them from it."""
