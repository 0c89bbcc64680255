"""Attacks on a shared store with plain SQL, as the logins that a municipality has."""
