"""The presets: how the bodies of well-known senders are read, as data."""
