"""One file per thing a counsellor does; window and command line call the same functions."""
