"""The panel that tells what was done to a record, by whom and when, and takes it back."""
