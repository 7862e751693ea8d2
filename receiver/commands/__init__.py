"""The nouns of hookdeskctl, a module each, and what they share."""
