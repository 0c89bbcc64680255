"""Drills: what happens when the program dies at the worst moment."""
