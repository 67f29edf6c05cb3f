"""The values of training: routine, exercise, timeline, interval, position."""
