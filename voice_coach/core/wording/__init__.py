"""The coach's wording: phrases, doses, hints."""
