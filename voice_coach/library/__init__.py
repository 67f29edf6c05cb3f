"""Routines and the exercise catalogue: finding, reading and checking the YAML they are kept in."""
