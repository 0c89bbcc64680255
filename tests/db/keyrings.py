"""Computers that keep a key, or do not."""


def no_keyring() -> None:
    """Stand for a computer without a keyring."""
