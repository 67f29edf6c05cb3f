"""The check-up: each part of the program tried by itself, and what to do about what is missing."""
