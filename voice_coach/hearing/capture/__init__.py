"""From the microphone to segments of speech: echo canceller, voice detector, endpointer."""
