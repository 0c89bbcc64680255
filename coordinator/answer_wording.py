"""What the citizen answered to a plan, in words."""

from coordinator.danish import long_date
from coordinator.i18n import _
from coordinator.wording import label
from plans.parts import Stance
from plans.plan import JointPlan


def answer_words(plan: JointPlan) -> str:
    """Say what the citizen answered to the version in force, before the next one asks anew."""
    stance = plan.stance
    if stance == Stance():
        return ""
    day = long_date(stance.said_on) if stance.said_on else ""
    words = ", ".join(each for each in (label(stance.kind), day, stance.text.strip()) if each)
    text = _("The citizen's answer to version {number}: {words}")
    return text.format(number=plan.version, words=words)
