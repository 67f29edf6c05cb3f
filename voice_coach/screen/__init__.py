"""What the eye gets: a status line in a terminal, plain lines elsewhere."""
