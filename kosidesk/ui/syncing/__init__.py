"""How this desk stands with the common server, and what can be done about it."""
