"""Many papers at once: the sheets of a day, letters to organisations, the pocket directory."""
