"""How times, numbers and texts are said on the screens."""
