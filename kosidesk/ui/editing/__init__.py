"""The screen on which offers, organisations, contacts and places are written by hand."""
