"""Routines: finding, reading, checking, and starting a new one."""
