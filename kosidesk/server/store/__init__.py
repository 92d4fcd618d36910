"""The books of the server in SQL: an encrypted file or PostgreSQL, its backups and its ledger of erasures."""
