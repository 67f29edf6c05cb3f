"""Clips to sound: tones, the mixer, the player process, the file writer."""
