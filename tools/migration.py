"""Write the next migration from what differs between the tables and the newest revision."""

import sys

from alembic import command
from sqlalchemy import create_engine

from db import schema


def main(arguments: list[str]) -> int:
    """Take a revision name by date and deed, and its sentence; then read what was written."""
    if len(arguments) != 2:
        sys.stderr.write('python -m tools.migration 20260301_intervention_purpose "What it does"\n')
        return 2
    name, message = arguments
    with create_engine("sqlite://").connect() as connection:
        configuration = schema.configuration(connection)
        if any(schema.versions()):
            command.upgrade(configuration, "head")
        command.revision(configuration, message, autogenerate=True, rev_id=name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
