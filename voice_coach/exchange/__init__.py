"""Workouts of other programs: brought in as routines, and routines written for them."""
