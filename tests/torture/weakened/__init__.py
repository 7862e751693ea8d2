"""The program with one of its strengths taken away, to see that a trial notices: it is no part of the program."""

# Each names its weaknesses when it is imported.
from tests.torture.weakened import fetching, recording, serving, storing, window
from tests.torture.weakened.weakness import WEAKNESSES

__all__ = ["WEAKNESSES", "fetching", "recording", "serving", "storing", "window"]
