"""A module for each shape of file: what is in it becomes a `Workout`."""
