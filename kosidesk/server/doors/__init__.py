"""Every way into the server, and what happens behind it."""
