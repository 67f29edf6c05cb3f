"""Progress as pictures: in the terminal, and as a page."""
