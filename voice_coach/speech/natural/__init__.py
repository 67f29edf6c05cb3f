"""The natural voice: Kokoro-82M behind a pyttsx3 driver, in the speech worker only."""
