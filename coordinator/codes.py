"""Where the code lists lie that ship with Samplan and that a municipality changes in its store."""

from pathlib import Path

CODES_DIR = Path(__file__).resolve().parent.parent / "resources" / "codes"
