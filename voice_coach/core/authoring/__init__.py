"""Advice to those who write routines."""
