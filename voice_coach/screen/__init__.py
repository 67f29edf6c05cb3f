"""The screens: full screen or status line in a terminal, plain lines elsewhere."""
