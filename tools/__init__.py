"""Chores of the repository; nothing in the program imports them."""
