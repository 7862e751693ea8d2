"""Cases taken out of the program: copied, printed."""
