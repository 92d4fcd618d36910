"""The window; it reaches the desk through `services` only."""
