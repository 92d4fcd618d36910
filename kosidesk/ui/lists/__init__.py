"""The screen on which a list becomes a file or a paper."""
