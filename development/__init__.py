"""What dev.py is made of. Standard library only, and no import of the program itself."""
