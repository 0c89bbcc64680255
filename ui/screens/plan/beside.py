"""What stands beside the plan in words: interventions that clash, and who sees a part."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import N_, _
from coordinator.wording import clash_sentence, label
from plans.audience import Audience, Reader, audience
from plans.clashes import Clash, Demands, clashes
from plans.people import ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.states import STOPPED
from ui.screens.plan.page import AudienceLine, ClashLine, GapLine
from ui.screens.plan.parts import Key, Part


def clash_lines(
    plan: JointPlan, demands: Demands, parts: Mapping[Key, Part], book: CodeBook
) -> tuple[ClashLine, ...]:
    """Say which interventions of a plan that goes on clash, and lead to both."""
    if plan.status in STOPPED:
        return ()
    keys = {key.id: key for key in parts if key.id is not None}
    return tuple(_clash_line(each, keys, book) for each in clashes(plan, demands))


def clashing(lines: Iterable[ClashLine]) -> dict[UUID, tuple[str, ...]]:
    """Give the sentences that each intervention stands in."""
    found: dict[UUID, list[str]] = {}
    for line in lines:
        for place in line.places:
            if place.key is not None and place.key.id is not None:
                found.setdefault(place.key.id, []).append(line.sentence)
    return {part_id: tuple(sentences) for part_id, sentences in found.items()}


def _clash_line(clash: Clash, keys: Mapping[UUID, Key], book: CodeBook) -> ClashLine:
    shared = clash.code == "same-purpose"
    purpose = book.label(DatedList.THEMES, clash.detail) if shared else ""
    titles = ((clash.first, clash.first_title), (clash.second, clash.second_title))
    return ClashLine(
        clash_sentence(clash, purpose),
        tuple(
            GapLine(
                _("Go to {title}").format(title=title or _("the intervention without a title")),
                "goals",
                keys.get(part_id),
                "title",
            )
            for part_id, title in titles
        ),
    )


def audiences(
    plan: JointPlan, staff: Collection[StaffMember], citizen: str, today: date
) -> dict[ServiceArea | None, tuple[AudienceLine, ...]]:
    """Say who sees the parts of each service area, and under None those of the whole plan."""
    return {
        area: tuple(_audience_line(each, citizen) for each in audience(plan, area, staff, today))
        for area in (None, *ServiceArea)
    }


def _audience_line(each: Audience, citizen: str) -> AudienceLine:
    who, how = _WORDS[each.reader]
    area = label(each.area) if each.area else ""
    said = [_(how)] if how else []
    if not each.sees and each.reader is not Reader.OUTSIDE:
        said = [_("Sees only what they wrote themselves. The consent does not let the areas share")]
    elif each.reader in (Reader.COORDINATOR, Reader.DEPUTY, Reader.CORE_TEAM):
        said.append(_("Sees and writes") if each.writes else _("Sees, does not write here"))
    if each.sees and not each.consented:
        said.append(_("The consent does not cover {area}").format(area=area))
    name = _(who).format(name=each.name, area=area, citizen=citizen)
    return AudienceLine(name, ". ".join(said), each.sees)


_WORDS: Final[Mapping[Reader, tuple[str, str]]] = {
    Reader.COORDINATOR: (N_("{name}, coordinator"), ""),
    Reader.DEPUTY: (N_("{name}, deputy"), ""),
    Reader.CORE_TEAM: (N_("{name}, core team, {area}"), ""),
    Reader.CITIZEN: ("{citizen}", N_("Gets the plan on paper")),
    Reader.TEAM_LEAD: (N_("{name}, team lead"), N_("At the review. Does not write")),
    Reader.STAFF: (
        N_("All other case workers"),
        N_("Can look the citizen up, with a reason that is logged. Sees what the consent shares"),
    ),
    Reader.OUTSIDE: (N_("Everybody else"), N_("Sees nothing here: employer, doctor, relatives")),
}
