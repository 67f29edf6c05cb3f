"""The check-up: test each part of the program by itself, and say what to do about missing parts."""
