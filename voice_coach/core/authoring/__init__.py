"""Advice for authors of routines and scripts."""
