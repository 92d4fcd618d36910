"""One encrypted file: rows, search index and journal, written by one function."""
