"""The user's guide: a page for each thing that a person does, which the program shows."""
