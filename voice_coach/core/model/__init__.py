"""What is trained: routine, exercise, timeline, interval, position."""
