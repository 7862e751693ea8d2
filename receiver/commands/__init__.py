"""The nouns of hookdeskctl."""
