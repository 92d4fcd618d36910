"""The central server: keeps every record of one agency and joins what its desks change."""
