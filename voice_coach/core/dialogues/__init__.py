"""The questions around a session, as acts of the one loop."""
