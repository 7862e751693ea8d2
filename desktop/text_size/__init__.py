"""How large the texts are: fonts and fields that go with it."""
