"""The words with which people say when something is: what each is, and what several say together."""
