"""Screening rules, clearance and the way back after pain."""
