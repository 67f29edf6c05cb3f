"""YAML documents as trees with places, and the problems found in them."""
