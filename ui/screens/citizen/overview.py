"""The citizen's overview: the plan's course, what goes on, what is next, and who waits on whom."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coordinator.i18n import _, ngettext
from ui.keys import keys_for
from ui.screens.citizen.shown import CitizenShown, PlanShown, StepShown, WaitShown
from ui.screens.citizen.tabs import Tab, TabDeeds, cases_card, contact_card
from ui.screens.citizen.timeline_card import TimelineCard
from ui.theme import scaled
from ui.widgets.areas import AreaBadge, AreaMark, area_name
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.pills import StatePill
from ui.widgets.stepper import Step, Stepper
from ui.widgets.surfaces import Card, Columns, EmptyState, rule

_GAP = 14


class Overview(Tab):
    """The whole situation for a phone call that starts now.

    Its cards are made anew whenever the citizen is read; the timeline stays, with what is chosen
    in it and what is being moved.
    """

    def __init__(self, deeds: TabDeeds) -> None:
        super().__init__(deeds)
        self.timeline = TimelineCard(deeds)
        self._notes: QVBoxLayout = down(gap=_GAP)
        self._over: QVBoxLayout = down(gap=_GAP)
        self._under: QVBoxLayout = down(gap=_GAP)
        self._beside: QVBoxLayout = down(gap=_GAP)
        wide = down(self._over, self.timeline, self._under, None, gap=_GAP)
        columns = Columns(boxed(wide), boxed(down(self._beside, None)))
        self.box.addLayout(self._notes)
        self.box.addWidget(columns)
        self.box.addStretch(1)

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show a citizen in place of the last."""
        plan = shown.plan
        _show(self._notes, self._notices(shown))
        _show(self._over, [_course_card(plan, self.deeds) if plan else _no_plan(shown, self.deeds)])
        self.timeline.show_timeline(shown.timeline)
        under: list[QWidget] = [self._events_card(plan)] if plan is not None else []
        if plan is not None and plan.follow_ups:
            under.append(_follow_ups_card(plan))
        under.append(cases_card([each for each in shown.cases if each.running]))
        if shown.sources:
            under.append(_sources_card(shown))
        _show(self._under, under)
        beside: list[QWidget] = []
        if plan is not None:
            beside = [_own_words_card(plan), _steps_card(plan, self._new_task())]
            beside += [_waits_card(plan)] if plan.waits else []
            beside += [_between_card(shown)] if shown.between else []
            beside.append(self._consent_card(plan))
        elif shown.between:
            beside = [_between_card(shown)]
        beside += [_enquiries_card(shown, self.deeds)] if shown.enquiries else []
        _show(self._beside, [*beside, contact_card(shown)])

    def parts(self, shown: CitizenShown) -> list[QWidget]:  # noqa: ARG002 - as for every tab
        """Make nothing anew as a whole: the timeline stays."""
        return []

    def _notices(self, shown: CitizenShown) -> list[QWidget]:
        citizen = shown.citizen
        if citizen.birth_date_confirmed or citizen.birth_date is None:
            return []
        title = _("Birth date {date}").format(date=shown.birth_date)
        text = _("It is calculated from the replacement number until a person confirms it.")
        buttons = [
            Button(_("Confirm"), self.deeds.confirm_birth_date),
            Button(_("Correct the date"), self.deeds.change_birth_date, kind="ghost"),
        ]
        return [Banner("warn", title, text, buttons if shown.may_change else [], icon="calendar")]

    def _new_task(self) -> Button:
        give = self.deeds.give_task
        return Button(_("New task"), give, kind="ghost", icon="plus", keys=keys_for("task"))

    def _consent_card(self, plan: PlanShown) -> Card:
        consent = plan.consent
        write = Button(_("Write consent"), self.deeds.change_consent, kind="ghost", icon="pencil")
        if not plan.people.leads:
            write.hide()
        tone = "warn" if consent.missing else ""
        return Card(
            Label(consent.title, "body_medium", tone, wrap=True),
            Label(consent.text, "small", "2", wrap=True),
            title=_("Consent"),
            actions=[write],
        )

    def _events_card(self, plan: PlanShown) -> Card:
        whole = Button(
            _("The whole history"), self.deeds.show_history, kind="ghost", icon="arrow-right"
        )
        card = Card(title=_("Latest in the plan"), actions=[whole])
        for number, event in enumerate(plan.events):
            when = Label(event.when, "small", "2")
            when.setFixedWidth(scaled(104))
            who = Label(event.who, "small", "2")
            if number:
                card.add(rule())
            card.add(across(when, (Label(event.text, "body", wrap=True), 1), who, gap=10))
        return card


def _show(box: QBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put widgets in the place of those that were there; an empty place takes no room."""
    clear(box)
    for widget in widgets:
        box.addWidget(widget)


def _course_card(plan: PlanShown, deeds: TabDeeds) -> Card:
    steps = [Step(each.title, each.sub, each.state, each.alarm) for each in plan.course]
    go = partial(deeds.follow_up, plan.id)
    way = Button(_("Follow up"), go, kind="ghost", icon="calendar-event")
    actions = [way] if plan.may_follow_up else []
    return Card(
        Stepper(_("The plan's course"), steps), title=_("The plan's course"), actions=actions
    )


def _follow_ups_card(plan: PlanShown) -> Card:
    card = Card(title=_("Earlier follow-ups"))
    for title, words in plan.follow_ups:
        card.add(Label(title, "small_medium", wrap=True), Label(words, "small", "2", wrap=True))
    return card


def _no_plan(shown: CitizenShown, deeds: TabDeeds) -> Card:
    buttons = (
        [Button(_("Create joint plan"), deeds.create_plan, icon="plus")]
        if shown.may_create_plan
        else []
    )
    text = _("A joint plan gathers what employment, social services and health do together.")
    return Card(EmptyState(_("There is no joint plan yet."), text, buttons, icon="file-text"))


def _sources_card(shown: CitizenShown) -> Card:
    card = Card(title=_("The sources say different things"))
    used = _(
        "Employment counts before social services and health until a person decides otherwise."
    )
    card.add(Label(used, "small", "2", wrap=True))
    for source in shown.sources:
        area = AreaBadge(source.area)
        area.setFixedWidth(scaled(150))
        texts = down(
            Label(source.name or _("No name"), "body_medium", wrap=True),
            Label(source.address or _("No address"), "small", "2", wrap=True),
            gap=1,
        )
        card.add(rule(), across(area, (texts, 1), gap=10))
    return card


def _own_words_card(plan: PlanShown) -> Card:
    card = Card(title=_("What I would like"))
    if plan.own_words:
        quoted = _("“{words}”").format(words=plan.own_words)
        card.add(Label(quoted, "quote", wrap=True), Label(plan.own_words_note, "small", "2"))
    else:
        empty = _("The citizen's own words are not written yet.")
        card.add(Label(empty, "body", "2", wrap=True))
    return card


def _steps_card(plan: PlanShown, new: Button) -> Card:
    card = Card(title=_("Next steps"), actions=[new])
    for number, step in enumerate(plan.steps):
        if number:
            card.add(rule())
        card.add(_step_row(step))
    if not plan.steps:
        card.add(Label(_("No open tasks and no dates ahead."), "body", "2", wrap=True))
    _tell_more(card, plan.more_steps)
    return card


def _between_card(shown: CitizenShown) -> Card:
    card = Card(title=_("Between colleagues"))
    card.add(Label(_("These stand in no plan, and on no paper."), "small", "2", wrap=True))
    for step in shown.between:
        card.add(rule(), _step_row(step))
    return card


def _enquiries_card(shown: CitizenShown, deeds: TabDeeds) -> Card:
    card = Card(title=_("Enquiries"))
    for number, (enquiry_id, step) in enumerate(shown.enquiries):
        if number:
            card.add(rule())
        go = partial(deeds.open_enquiry, enquiry_id)
        way = Button(_("Open"), go, kind="ghost", size="small")
        way.setAccessibleName(_("Open the enquiry: {subject}").format(subject=step.title))
        card.add(down(_step_row(step), across(None, way), gap=0))
    return card


def _step_row(step: StepShown) -> QWidget:
    texts = down(Label(step.title, "small_medium", wrap=True), gap=0)
    if step.who:
        texts.addWidget(Label(step.who, "small", "2", wrap=True))
    pill = StatePill(step.pill.text, step.pill.kind, step.pill.icon)
    mark = AreaMark(step.area, 22) if step.area else Icon(step.icon, "ink2", 22)
    row = boxed(across(mark, (texts, 1), pill, gap=10))
    area = area_name(step.area) if step.area else ""
    said = (area, step.title, step.who, step.pill.text)
    row.setAccessibleName(", ".join(part for part in said if part))
    return row


def _waits_card(plan: PlanShown) -> Card:
    card = Card(title=_("Who waits on whom"))
    for number, wait in enumerate(plan.waits):
        if number:
            card.add(rule())
        card.add(_wait_row(wait))
    _tell_more(card, plan.more_waits)
    return card


def _wait_row(wait: WaitShown) -> QWidget:
    who = across(
        Label(wait.who, "small_medium"),
        Icon("arrow-right", "ink2", 14),
        (Label(wait.on_whom, "small_medium", wrap=True), 1),
        gap=6,
    )
    texts = down(who, Label(wait.what, "small", "2", wrap=True), gap=1)
    pill = StatePill(wait.pill.text, wait.pill.kind, wait.pill.icon)
    row = boxed(across((texts, 1), pill, gap=10))
    words = _("{who} waits on {whom}").format(who=wait.who, whom=wait.on_whom)
    row.setAccessibleName(f"{words}, {wait.what}, {wait.pill.text}")
    return row


def _tell_more(card: Card, count: int) -> None:
    """Say how many more there are in the plan than there is room for."""
    if count:
        words = ngettext("{count} more in the plan", "{count} more in the plan", count)
        card.add(Label(words.format(count=count), "small", "2"))
