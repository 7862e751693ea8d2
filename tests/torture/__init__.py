"""Trials of the whole receiver from outside: faults, hostile input, crashes. `python3 dev.py torture`."""
