"""What can be said, and what of what was heard is a command."""
