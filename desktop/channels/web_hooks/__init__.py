"""The Web Hooks tab of the channel properties."""
