"""Messages with their attachments, and the words by which they are found."""
