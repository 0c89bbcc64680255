"""Ids of a local store are read once."""

from uuid import uuid4

from sqlalchemy import Uuid, bindparam, select


def test_the_same_figures_give_the_same_id(local_house):
    known = uuid4()
    question = select(bindparam("id", known, Uuid()), bindparam("none", None, Uuid()))
    with local_house.engine.connect() as connection:
        first, again = connection.execute(question).one(), connection.execute(question).one()
    assert tuple(first) == (known, None)
    assert first[0] is again[0]
