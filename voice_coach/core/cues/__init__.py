"""The sounds and words of a session with their times: planning, fitting, scheduling."""
