"""One-page sheets of a routine or an exercise, to print: HTML and SVG."""
