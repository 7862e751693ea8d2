"""What a person sees of the files and links of messages, and does with them."""
