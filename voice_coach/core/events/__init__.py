"""Messages between the session, the loop and the journal."""
