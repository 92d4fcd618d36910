"""What devices and accounts can be: good, or revoked for ever."""

ACTIVE, REVOKED = "active", "revoked"
