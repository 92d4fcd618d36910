"""The desk's end of the sync: what it sends, and how it takes in what comes back."""
