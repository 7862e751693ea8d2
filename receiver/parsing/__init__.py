"""The bytes of a delivery to a report, or everything that is wrong with them."""
