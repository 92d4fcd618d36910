"""The screen on which offers are found, read, confirmed and picked."""
