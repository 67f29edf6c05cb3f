"""A session in the forms that other programs read."""
