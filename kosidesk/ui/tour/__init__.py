"""The guided tour: one talk from beginning to end, done by the user herself."""
