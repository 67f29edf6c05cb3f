"""The words of the coach: phrases, doses, hints."""
