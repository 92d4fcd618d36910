"""Files in and files out; the only package that reads what strangers wrote."""
