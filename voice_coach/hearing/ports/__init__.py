"""The interface of hearing to the other packages: recogniser port, reports and messages."""
