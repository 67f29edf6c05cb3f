"""Sound to Commands: the microphone, the echo canceller, the endpointer and the recognisers."""
