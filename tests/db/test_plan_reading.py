"""A plan's rows as a server gives them."""

import subprocess
import sys

_FIRST = """
from datetime import UTC, datetime
from sqlmodel import Session, create_engine
from db.plan_reading import _rows
from db.tables.people import StaffRow

now = datetime(2026, 11, 17, tzinfo=UTC).isoformat()
person = "00000000-0000-4000-8000-000000000001"
line = {
    "id": person, "version": 1, "created_at": now, "created_by": person, "changed_at": now,
    "changed_by": person, "removed_at": None, "login": "lis", "name": "Lis Kladde",
    "service_area": None, "team": "", "role": "caseworker", "phone": "", "email": "",
    "active": True,
}
with Session(create_engine("sqlite://")) as session:
    (row,) = _rows(session, StaffRow, [line])
    print(row.name)
"""


def test_a_program_may_begin_with_a_plan():
    told = subprocess.run(
        [sys.executable, "-c", _FIRST], capture_output=True, text=True, check=False
    )
    assert (told.stdout.strip(), told.stderr) == ("Lis Kladde", "")
