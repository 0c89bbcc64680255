"""One package per screen; screens do not know each other."""
