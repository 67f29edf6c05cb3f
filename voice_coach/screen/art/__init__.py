"""Figures as characters, ANSI and SVG."""
