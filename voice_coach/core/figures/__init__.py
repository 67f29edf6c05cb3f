"""The stick figure: pose, skeleton, movement, picture."""
