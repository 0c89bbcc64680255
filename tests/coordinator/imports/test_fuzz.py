"""Whatever bytes come in: a refusal or a proposal, never another error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordinator.imports import ImportKind, ImportRefused, Known, propose, read_file
from tests.coordinator.imports.ugly import SHEET, health, health_csv, sample, with_part

HEADS = {
    ImportKind.STAFF: sample(ImportKind.STAFF)[:900],
    ImportKind.DISTRICTS: sample(ImportKind.DISTRICTS),
    ImportKind.EMPLOYMENT: sample(ImportKind.EMPLOYMENT)[:1500],
    ImportKind.HEALTH: sample(ImportKind.HEALTH)[:1500],
}
SMALL = with_part(
    sample(ImportKind.SOCIAL),
    SHEET,
    lambda part: part[: part.index(b'<row r="12"')] + b"</sheetData></worksheet>",
)
SIGNS = st.sampled_from(
    [b"", b'"', b";", b",", b"\r", b"\n", b"\0", b"\xe6", b"\xc3", b"'", b"9", b"\t", b"<", b"&"]
)
QUIET = settings(max_examples=120)


def read(kind, data):
    """Give the reading, or the refusal of the whole file."""
    try:
        return read_file(kind, "f", data)
    except ImportRefused as refused:
        return refused


def check(kind, data):
    found = read(kind, data)
    if isinstance(found, ImportRefused):
        assert found.sentence
        return
    proposal = propose(found, Known())
    shown = proposal.to_json()
    assert shown["read"] == len(found.table.rows) == sum(proposal.counts.values())
    refusals = proposal.rejections
    assert len({each.line for each in proposal.changes}) == proposal.read
    if not refusals:
        return
    again = read(kind, found.rejects_csv(refusals))
    if isinstance(again, ImportRefused):
        # The damaged row may itself be what is neither text nor table.
        assert again.code in {"not-text", "quotes"}
    else:
        assert len(again.table.rows) == len(refusals)


@QUIET
@given(st.sampled_from(ImportKind), st.binary(max_size=400))
def test_random_bytes(kind, data):
    check(kind, data)


@QUIET
@given(
    st.sampled_from(sorted(HEADS)),
    st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 3), SIGNS), max_size=8),
)
def test_mutated_text(kind, edits):
    data = HEADS[ImportKind(kind)]
    for at, length, sign in edits:
        data = data[:at] + sign + data[at + length :]
    check(ImportKind(kind), data)


@QUIET
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL)), st.binary(min_size=1, max_size=3)), max_size=4),
    st.integers(0, 400),
)
def test_mutated_workbook(edits, cut):
    data = SMALL
    for at, piece in edits:
        data = data[:at] + piece + data[at + len(piece) :]
    check(ImportKind.SOCIAL, data[: len(data) - cut] if cut < 200 else data)


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        SHEET,
    ],
)
@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3000),
            st.integers(0, 6),
            st.sampled_from([b"", b"x", b"9", b"/", b'"', b"<", b">", b"1e999"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_mutated_parts_of_a_workbook(part, edits):
    def change(content):
        for at, length, sign in edits:
            content = content[:at] + sign + content[at + length :]
        return content

    check(ImportKind.SOCIAL, with_part(SMALL, part, change))


@QUIET
@given(st.lists(st.text(max_size=12), min_size=8, max_size=8))
def test_any_text_in_the_cells(cells):
    check(ImportKind.HEALTH, health_csv(health(), tuple(cells)).replace(b"\0", b""))
