"""`python -m voice_coach`, for where the script is not on the path."""

from voice_coach.cli import main

main(prog_name="voice-coach")
