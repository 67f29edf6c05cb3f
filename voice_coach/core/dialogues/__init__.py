"""The dialogues around a session, as acts of the one loop."""
