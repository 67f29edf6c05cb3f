"""The journal: what is kept of the sessions that were, in one SQLite file of the user's own."""
