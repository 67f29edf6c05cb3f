"""The full screen, as it runs in its own process: everything that knows Textual."""
