"""Worker processes: message framing and supervision."""
