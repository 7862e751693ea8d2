"""What is made of the source for people without Python, and the lists of what is in it."""
