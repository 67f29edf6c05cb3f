"""The commands that can be spoken, and the decision which speech is a command."""
