"""Recognition engines behind one port."""
