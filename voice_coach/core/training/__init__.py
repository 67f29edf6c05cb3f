"""From session to session: adaptation, progression, statistics, the week plan."""
