"""The start of a talk by statements to agree with or not."""
