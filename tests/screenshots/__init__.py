"""Pictures of every screen; see ``__main__``."""
