"""The recovery code and the envelope that it opens."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.store_errors import (
    KeyFileMissing,
    KeyWrong,
    PassphraseGuessable,
    PassphraseTooShort,
    RecoveryCodeMistyped,
)
from db.envelope import Cost, Envelope, envelope_path
from db.recovery_code import canonical, new_code

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
KEY = bytes(range(32))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PLAIN = canonical(new_code())


def sealed(code: str | None = None) -> Envelope:
    return Envelope.around(KEY, uuid4(), code or new_code(), CHEAP)


def test_a_code_is_seven_groups_of_four_and_never_the_same() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all([len(group) for group in code.split("-")] == [4] * 7 for code in codes)


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    sloppy = " " + code.lower().replace("-", "  ").replace("0", "o").replace("1", "l") + "\n"
    assert canonical(sloppy) == canonical(code) == code.replace("-", "")
    assert canonical(code.replace("1", "i")) == canonical(code)


@given(place=st.integers(0, 27), letter=st.sampled_from(LETTERS))
def test_one_wrong_character_is_noticed(place: int, letter: str) -> None:
    typed = PLAIN[:place] + letter + PLAIN[place + 1 :]
    if typed != PLAIN:
        with pytest.raises(RecoveryCodeMistyped):
            canonical(typed)


@given(place=st.integers(0, 25))
def test_two_neighbours_swapped_are_noticed(place: int) -> None:
    typed = PLAIN[:place] + PLAIN[place + 1] + PLAIN[place] + PLAIN[place + 2 :]
    if typed != PLAIN:
        with pytest.raises(RecoveryCodeMistyped):
            canonical(typed)


@given(st.text(max_size=60))
def test_any_other_text_is_a_typing_error(typed: str) -> None:
    if typed != PLAIN:
        with pytest.raises(RecoveryCodeMistyped):
            canonical(typed)


def test_the_recovery_code_opens_the_envelope() -> None:
    code = new_code()
    assert sealed(code).key_by_code(code.lower()) == KEY


def test_the_code_of_another_store_is_wrong_and_not_mistyped() -> None:
    with pytest.raises(KeyWrong) as caught:
        sealed().key_by_code(new_code())
    assert type(caught.value) is KeyWrong


def test_the_passphrase_opens_however_its_letters_are_composed() -> None:
    envelope = sealed().with_passphrase(KEY, "blåbærgrød og fløde", CHEAP)
    assert envelope.key_by_passphrase("bla\u030abærgrød og fløde") == KEY
    with pytest.raises(KeyWrong):
        envelope.key_by_passphrase("blåbærgrød og fløde ")


def test_a_store_without_a_passphrase_opens_with_none() -> None:
    with pytest.raises(KeyWrong):
        sealed().key_by_passphrase("")


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(PassphraseTooShort):
        sealed().with_passphrase(KEY, "kort123", CHEAP)


def test_a_passphrase_that_leaked_is_refused() -> None:
    with pytest.raises(PassphraseGuessable):
        sealed().with_passphrase(KEY, "correcthorsebatterystaple", CHEAP)


def test_a_passphrase_that_rests_on_known_words_is_refused() -> None:
    with pytest.raises(PassphraseGuessable):
        sealed().with_passphrase(KEY, "Samplan-2026-Samplan", CHEAP)


def test_a_wrap_moved_to_another_store_does_not_open() -> None:
    code = new_code()
    one, other = sealed(code), sealed(code)
    stolen = Envelope(other.store_id, other.check, one.recovery)
    with pytest.raises(KeyWrong):
        stolen.key_by_code(code)


def test_the_check_value_knows_the_key_and_no_other() -> None:
    envelope = sealed()
    assert envelope.fits(KEY)
    assert not envelope.fits(KEY[::-1])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    envelope = sealed().with_passphrase(KEY, "en god lang sætning", CHEAP)
    envelope.write(tmp_path / "s.db", new=True)
    assert Envelope.read(tmp_path / "s.db") == envelope
    text = envelope_path(tmp_path / "s.db").read_text(encoding="utf-8")
    assert KEY.hex() not in text
    assert [path.name for path in tmp_path.iterdir()] == ["s.db.key.json"]


def test_a_new_envelope_is_never_written_over_another(tmp_path: Path) -> None:
    first = sealed()
    first.write(tmp_path / "s.db", new=True)
    with pytest.raises(FileExistsError):
        sealed().write(tmp_path / "s.db", new=True)
    assert Envelope.read(tmp_path / "s.db") == first


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"store_id": "x"},
        {"check": 5},
        {"recovery": None},
        {"recovery": {"argon2id": {"passes": 1, "memory_kib": 1 << 30, "lanes": 1}}},
        {"recovery": {"argon2id": []}},
    ],
)
def test_a_damaged_envelope_is_missing(tmp_path: Path, change: dict[str, object]) -> None:
    store = tmp_path / "s.db"
    sealed().write(store)
    path = envelope_path(store)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(KeyFileMissing):
        Envelope.read(store)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 60_000, "\xff"])
def test_what_is_no_envelope_is_missing(tmp_path: Path, text: str) -> None:
    envelope_path(tmp_path / "s.db").write_text(text, encoding="latin-1")
    with pytest.raises(KeyFileMissing):
        Envelope.read(tmp_path / "s.db")


@pytest.mark.parametrize(
    "cost", [{"passes": 0}, {"passes": 21}, {"memory_kib": 1 << 21}, {"lanes": 0}, {"lanes": 99}]
)
def test_an_absurd_cost_is_refused(cost: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        Cost(**cost)
