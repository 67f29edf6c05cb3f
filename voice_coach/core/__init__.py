"""Values and rules only: no files, no clock, no threads, no Click and no YAML."""
