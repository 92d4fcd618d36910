"""Offers come in from a file: read, explained, looked at, taken over."""
