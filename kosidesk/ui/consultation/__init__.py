"""The consultation that is going on: its shortlist, notes and facts."""
