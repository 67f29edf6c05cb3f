"""Worker processes: typed messages and supervision."""
