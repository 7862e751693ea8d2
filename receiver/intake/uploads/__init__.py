"""Files in a post: taken out of it on the way in, and told with what it says."""
