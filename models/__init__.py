"""What every room below knows."""
