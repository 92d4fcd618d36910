"""Asking back: what is due today, call by call, and what came of it."""
