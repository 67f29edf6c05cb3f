"""A routine on one page of paper: figures, doses and cues, as HTML or as SVG."""
