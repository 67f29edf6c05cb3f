"""A module for each form in which a routine is written for other programs."""
