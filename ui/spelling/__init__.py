"""Danish spelling in every longer text: words are checked in a process of their own."""
