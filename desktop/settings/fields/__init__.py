"""What the pages are made of: fields of options, and what takes in what is entered there."""
