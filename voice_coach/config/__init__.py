"""The user's files: settings, week plan, health answers, emergency numbers."""
