"""Secrets that have to be exchanged soon, as sentences for who looks after a server."""

from collections.abc import Iterable, Iterator

from coordinator.danish import short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _
from coordinator.stores import RunningOut


def running_out_sentences(secrets: Iterable[RunningOut]) -> Iterator[str]:
    """Say of each what it is, when it runs out, and what to do."""
    for each in secrets:
        day = "" if each.until is None else short_date(local_time(each.until).date())
        if each.kind == "certificate":
            words = _("The certificate of {name} runs out on {day}. Take a new one before.")
        elif each.until is None:
            words = _(
                "The password of the login {name} never runs out. Give it a new one, which lasts "
                "for a year: staff open --login {name}."
            )
        else:
            words = _(
                "The password of the login {name} runs out on {day}. Give it a new one before: "
                "staff open --login {name}."
            )
        yield words.format(name=each.name, day=day)
