"""The door of the desk: the first thing painted, so nothing heavy may be imported here."""
