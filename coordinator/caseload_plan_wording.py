"""Why a plan for caseloads was refused, in a sentence for each code."""

from collections.abc import Mapping
from typing import Final

from coordinator.i18n import N_

SENTENCES: Final[Mapping[str, str]] = {
    "caseload-receiver-unfit": N_("This person cannot have the citizen. Choose another one."),
    "caseload-overfull": N_(
        "Somebody would get more than they may have. Choose another receiver, or a higher limit."
    ),
    "caseload-nobody-gives": N_("Choose at least one person who gives citizens."),
    "caseload-nobody-receives": N_("Choose at least one person who may receive citizens."),
}
