"""Inputs for the fields of a record, for every screen on which something is typed."""
