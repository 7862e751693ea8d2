"""What came: the body of a delivery as a tree, whose values can be used."""
