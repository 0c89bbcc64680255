"""Words that a password may not rest on, and what is left of one without them."""

from typing import Final

_DIFFERENT: Final = 5
# What people begin with, in Danish and English: the program, the place, the year, the keyboard.
WORDS: Final = frozenset(
    [
        "samplan",
        "kommune",
        "jobcenter",
        "raadhus",
        "rådhus",
        "forvaltning",
        "sagsbehandler",
        "borger",
        "teamleder",
        "adgangskode",
        "kodeord",
        "hemmelig",
        "password",
        "passphrase",
        "passwort",
        "secret",
        "login",
        "bruger",
        "user",
        "admin",
        "administrator",
        "system",
        "welcome",
        "velkommen",
        "hej",
        "hello",
        "danmark",
        "denmark",
        "dansk",
        "københavn",
        "odense",
        "aarhus",
        "sommer",
        "efterår",
        "efteraar",
        "vinter",
        "forår",
        "foraar",
        "summer",
        "autumn",
        "winter",
        "spring",
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "october",
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag",
        "søndag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "qwertyuiop",
        "qwerty",
        "asdfghjkl",
        "asdf",
        "zxcvbnm",
        "zxcvbn",
        "1qaz2wsx",
        "iloveyou",
        "jegelskerdig",
        "fodbold",
        "football",
        "dragon",
        "monkey",
        "master",
        "sunshine",
        "princess",
        "letmein",
        "abc123",
    ]
)


def is_guessable(password: str, *names: str) -> bool:
    """Tell whether a password is known words, somebody's ``names``, rows and repeats alone."""
    rest = password.casefold()
    known = {part for name in names for part in name.casefold().split() if len(part) > 2}
    for word in sorted(WORDS | known, key=len, reverse=True):
        rest = rest.replace(word, "\n")
    # What is its neighbour's next or the same is a row or a repeat: 1234, cba, aaa.
    fresh = {
        after
        for before, after in zip(f"\n{rest}", rest, strict=False)
        if after != "\n" and abs(ord(after) - ord(before)) > 1
    }
    return len(fresh) < _DIFFERENT
