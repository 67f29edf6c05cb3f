"""The operating system: clock, keyboard, event log, atomic writes."""
