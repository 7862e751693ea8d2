"""The program as a process: one instance, signals, crashes, the receiver in it."""
