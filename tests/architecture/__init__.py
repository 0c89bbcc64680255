"""Checks of the code's shape, its texts and the repository."""
