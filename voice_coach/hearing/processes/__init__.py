"""The two processes of hearing, and the clients that start them."""
