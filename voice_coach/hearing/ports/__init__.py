"""What the other packages know of hearing: the recogniser port, reports and messages."""
