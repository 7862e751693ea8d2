"""How to post, for people and for machines."""
