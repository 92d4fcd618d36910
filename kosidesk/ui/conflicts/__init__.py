"""Where feed and desk disagree, and a person decides."""
