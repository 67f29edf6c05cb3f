"""The athlete's own way of saying the commands: learnt, kept, and used beside the recogniser."""
