"""The coach as a player of the desktop: media keys, the lock screen, and other players."""
