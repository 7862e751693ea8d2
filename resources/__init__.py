"""What the screens look like: the palette, the style sheet, images."""
