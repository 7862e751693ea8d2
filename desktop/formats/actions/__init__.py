"""What can be done with a format: publish it, go back, rename, export, import."""
