"""What becomes of it: the reports of a body, and what each would do now."""
