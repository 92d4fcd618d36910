"""What people look for, what they do not find, and which words mean the same."""
