"""A voice-guided workout coach for the terminal."""
