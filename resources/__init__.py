"""What the screens look like, and say: the palette, the style sheet, images, translations."""
