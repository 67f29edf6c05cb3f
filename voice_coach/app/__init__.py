"""The workout application: composition of the adapters, the one loop, and the dialogues around a
session."""
