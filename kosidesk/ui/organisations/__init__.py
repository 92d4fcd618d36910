"""The screen on which organisations are found and read, with their offers."""
