"""What an operator can tell the server to do."""
