"""Codes and states as people read them: one sentence or label for each."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from coordinator.caseload_plan_wording import SENTENCES as OF_CASELOAD_PLANS
from coordinator.danish import short_date, weekday_name
from coordinator.i18n import N_, _
from coordinator.redistribution_wording import SENTENCES as OF_REDISTRIBUTIONS
from plans.clashes import Clash
from plans.errors import RuleBroken
from plans.parts import (
    ChangeType,
    EventKind,
    FunctionLevel,
    GoalKind,
    Period,
    Priority,
)
from plans.people import ContactRole, IdentifierKind, Role, ServiceArea
from plans.readiness import Gap
from plans.states import (
    CitizenStance,
    ConsentStatus,
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)

SENTENCES: Final[Mapping[str, str]] = {
    **OF_CASELOAD_PLANS,
    **OF_REDISTRIBUTIONS,
    "cpr-length": N_("A CPR number has ten digits. Check the number, and type it again."),
    "cpr-date": N_("The first six digits are not a date. Check the number, and type it again."),
    "end-before-start": N_("The end {end} is before the start {start}. Correct one of them."),
    "hours-wrong": N_("Hours a week go from 0 to 168. Correct the figure."),
    "weekly-times-unread": N_(
        "Those are not times of the week. Write days and times, such as Tuesday 9-12, "
        "Thursday 10-14:30."
    ),
    "weekly-time-wrong": N_(
        "A time of the week ends after it starts, on one day. Write it as Tuesday 9-12."
    ),
    "contact-times-wrong": N_("The number of contacts is at least 1. Correct it, or leave it out."),
    "transition": N_("“{old}” cannot become “{new}”. Refresh, and see what has happened."),
    "plan-locked": N_(
        "The plan is “{status}” and cannot be written in now. Open it, and see what can be done."
    ),
    "plan-closed": N_("The plan is closed and can only be read."),
    "task-content-locked": N_(
        "The plan is approved, so only the status of a task can change. Start a revision to write."
    ),
    "given-task-empty": N_("Write what is to be done."),
    "filter-no-name": N_("Write what the filter is called."),
    "filter-too-many": N_("You have {most} filters, and can have no more. Remove one first."),
    "given-task-nobody": N_("Choose who does it: write three letters of the name."),
    "given-task-outside": N_(
        "Nobody here has that name. Choose from the list, or write the task in the plan."
    ),
    "task-not-yours": N_("Only who was asked can answer. Open the plan, and see who has the task."),
    "task-answered": N_("The task is answered already. Refresh, and see how it stands."),
    "task-decline-reason": N_("Write why, so that who asked can find another way."),
    "task-pass-note": N_("Write what the next should know."),
    "task-pass-nobody": N_("Choose a colleague: write three letters of the name."),
    "task-same-person": N_("The task is theirs already. Choose somebody else."),
    "task-over": N_("The task is done or cancelled. Refresh, and see how it stands."),
    "handover-answered": N_("It is answered already. Refresh, and see how it stands."),
    "handover-not-yours": N_("Only who is asked answers, and only who offered it takes it back."),
    "handover-words-missing": N_("Write what you want to ask or answer."),
    "handover-reason": N_("Write why you decline. The giver and the team lead read it."),
    "coordinator-by-handover": N_("Hand the citizen over. It changes when the receiver accepts."),
    "handover-not-declined": N_("It stands as a no no longer. Refresh, and see what happened."),
    "handover-not-temporary": N_("It is not for a time, so it does not go back by itself."),
    "handover-return-early": N_("It goes back on {day}. Until then who has the citizen decides."),
    "handover-cause-missing": N_("Choose why the citizen gets another case worker."),
    "handover-comment-missing": N_("Write why. This cause asks for a comment."),
    "handover-note-missing": N_("Write what the next case worker must know first."),
    "handover-until-missing": N_("Write until which day."),
    "handover-until-past": N_("That day is past. Write a day to come."),
    "handover-meeting-past": N_("That day is past. Write a day to come for the meeting."),
    "handover-not-the-owner": N_("{name} neither coordinates the plan nor has a running case."),
    "handover-nobody": N_("Nobody coordinates a plan or has a running case here."),
    "handover-same-person": N_("That is who has the citizen already. Choose somebody else."),
    "handover-absent": N_("{name} is away until {day}. Choose the deputy {deputy} instead?"),
    "handover-absent-open": N_("{name} is away. Choose somebody else."),
    "handover-letter-early": N_("There is a letter when the hand-over is accepted."),
    "handover-open": N_("The citizen is offered to {name} already. Wait, or withdraw it."),
    "task-area-not-shared": N_(
        "The consent does not share this part of the plan with the colleague’s service area."
        " Choose a colleague from {area}, or ask the coordinating case worker."
    ),
    "staff-task-no-part": N_(
        "You have no case, plan or task with the citizen, so you cannot ask for anything about "
        "them. Ask their case worker."
    ),
    "staff-task-no-unit": N_("Nobody works in that unit. Choose another from the list."),
    "staff-task-not-shared": N_(
        "The consent does not share what your service area knows of the citizen with theirs. "
        "Register a consent first, or choose a colleague of your own service area."
    ),
    "staff-task-taken": N_("{name} took it just before you."),
    "staff-task-not-queued": N_("The task is no longer in the queue. Refresh, and see who has it."),
    "staff-task-other-unit": N_("The task lies in another unit’s queue."),
    "staff-task-no-queue": N_("The task came from no queue. Pass it on instead."),
    "staff-task-waits-for-what": N_("Choose what the task waits for, or write whom."),
    "staff-task-waits-no-day": N_("Write the day when you will look at it again."),
    "staff-task-answer-missing": N_("Write the answer that was asked for."),
    "staff-task-not-asked": N_("Only who asked for the task, or their team lead, can do that."),
    "given-task-no-day": N_("Write the day by which it is done, such as 24/11 or +1u."),
    "enquiry-words-missing": N_("Write what they asked, in their own words."),
    "enquiry-subject-missing": N_("Choose what it is about: write three letters."),
    "enquiry-later": N_("{day} is not here yet. Write the day on which it came in."),
    "enquiry-not-yours": N_(
        "Only who answers for the enquiry, or the unit it lies with, can do this."
    ),
    "enquiry-withheld": N_("The enquiry lies with another unit. Ask who sent it on."),
    "enquiry-answered": N_("The enquiry is answered already. Refresh, and see how."),
    "enquiry-taken": N_("{name} took it just before you."),
    "enquiry-yours": N_("The enquiry is yours already."),
    "enquiry-not-queued": N_("The enquiry lies in no queue now. Refresh, and see where it is."),
    "enquiry-same-unit": N_("The enquiry lies with that unit already."),
    "enquiry-no-unit": N_("Nobody works in that unit. Choose another one."),
    "enquiry-unit-missing": N_("Choose who should have it: press 1, 2 or 3."),
    "enquiry-return-reason": N_("Write why, so that who sent it can find the right place."),
    "enquiry-answer-words": N_("Write what you answered."),
    "not-in-plan": N_("This part is no longer in the plan. A colleague may have removed it."),
    "remark-missing": N_("Write what needs to change, so that the author knows what to do."),
    "reason-missing": N_("Write a reason. It is kept in the log."),
    "log-auditor-only": N_(
        "Only the data protection officer reads the whole log of a shared store."
    ),
    "log-mark-unknown": N_(
        "The mark in the file is not of this log, or the log is older than it. Verify the log, and "
        "begin anew with another file."
    ),
    "collector-address": N_("Write the collector as name:port, such as siem.solbaek.example:6514."),
    "collector-away": N_(
        "The collector does not answer, or broke off. What it did not take is sent again at the "
        "next run."
    ),
    "collector-untrusted": N_(
        "The collector's certificate is not one that this machine trusts, so nothing was sent. "
        "Name the issuer's certificate with --roots."
    ),
    "collector-file": N_("The file cannot be written. What it lacks is written at the next run."),
    "log-altered": N_("Rows or seals of the log were changed. That cannot be accepted here."),
    "insight-file-kind": N_("Give the file a name that ends in .pdf or .csv."),
    "week-wrong": N_("Write the week as 2026-W46."),
    "verdict-words-missing": N_("Write what is to happen. It is kept with the finding."),
    "seal-unreadable": N_("There is no seal of Samplan in the file. Take the text as it was sent."),
    "waiting-without-day": N_("Nothing waits for ever. Write when to look at it again."),
    "wake-up-date-past": N_("The plan rests until a day to come. Choose a later day."),
    "reason-needed": N_(
        "You have no case with this citizen. Write why you look. The look-up is logged."
    ),
    "load-by-batch-login": N_(
        "Files are loaded into the shared store by a login of their own. Ask the IT department to "
        "load this one, or to put it where the nightly load finds it."
    ),
    "figures-by-batch-login": N_(
        "In the shared store a login of its own counts. Look under “Figures” for what is "
        "published, or ask the IT department for this table."
    ),
    "month-not-over": N_("Figures are published of a month that is over. Choose an earlier one."),
    "own-plan": N_("You cannot approve a plan that you have written in. Ask another team lead."),
    "not-a-team-lead": N_("Only a team lead can do this. Ask the team lead of the unit."),
    "caseload-not-yours": N_(
        "Only who leads the unit sees what hangs on its people. Ask their team lead."
    ),
    "not-your-unit": N_("The plan belongs to another unit. Its own team lead reviews it."),
    "not-your-plan": N_("You are not in this plan. Ask the coordinating case worker to add you."),
    "not-your-area": N_(
        "You can write only in your own service area here. Ask the coordinating case worker."
    ),
    "not-allowed": N_("Your role does not let you do this. Ask an administrator or a team lead."),
    "login-unknown": N_(
        "No member of staff has the login {login}. Check it, or load the staff first."
    ),
    "login-closed": N_("The login {login} is closed. Choose somebody who works here."),
    "login-of-another": N_(
        "You have signed in as {login}, so you cannot work as {asked}. In a shared store everybody "
        "works by their own login."
    ),
    "login-not-in-staff": N_(
        "You have signed in as {login}, but that login is not in staff. "
        "Ask your administrator to take you into staff."
    ),
    "login-no-longer": N_(
        "Your login {login} is closed in staff. "
        "Ask your administrator to open it, if you are to work in Samplan."
    ),
    "login-wrong": N_(
        "A login is small letters a-z and figures, and begins with a letter. Correct it."
    ),
    "login-reserved": N_("The login {login} is kept for Samplan itself. Choose another."),
    "login-taken": N_("The login {login} is taken. Choose another, or open the one there is."),
    "staff-name-missing": N_("Write the name of the member of staff."),
    "role-reserved": N_("The role is kept for Samplan itself. Choose another."),
    "own-login": N_("You cannot close your own login or change its role. Ask a colleague."),
    "still-responsible": N_(
        "{name} still answers for others. Running cases: {cases}. Plans to coordinate: {plans}. "
        "Open tasks: {tasks}. Open enquiries: {enquiries}. Move them first."
    ),
    "password-too-short": N_("A password has at least {least} characters. Choose a longer one."),
    "password-guessable": N_(
        "This password is easy to guess: it is known words, a name or keys in a row. "
        "Use several words that have nothing to do with each other."
    ),
    "password-leaked": N_(
        "This password is among those that leaked from other places, and is tried first. "
        "Use several words that have nothing to do with each other."
    ),
    "password-not-new": N_("That is the password you have. Choose another one."),
    "password-not-given": N_(
        "There is no new password. Run the command in a terminal, or set SAMPLAN_NEW_PASSWORD."
    ),
    "tickets-alone": N_(
        "Here people sign in by single sign-on alone. Choose that; the login then has no password."
    ),
    "passwords-differ": N_("The two passwords are not the same. Type them again."),
    "sync-file-not-whole": N_(
        "Not in the file, but some rows of it were refused. Mend them first; until then nobody is "
        "closed."
    ),
    "staff-changed-meanwhile": N_("Somebody changed them in the meantime. Run it again."),
    "no-passwords-here": N_(
        "This store is a file on a PC and has no passwords for people. Nothing was changed."
    ),
    "name-missing": N_("Write both given name and family name."),
    "birth-date-missing": N_(
        "A replacement number does not give the birth date for certain. Write the birth date."
    ),
    "number-taken": N_(
        "Another citizen has this number. Open that citizen, and see whether it is the same person."
    ),
    "number-same": N_("The citizen already has, or had, this number. Check the number."),
    "plan-exists": N_("The citizen has a joint plan already. Open it instead."),
    "deputy-is-coordinator": N_(
        "The deputy cannot be the coordinating case worker. Choose somebody else."
    ),
    "consent-how-missing": N_("Write how the citizen gave the consent."),
    "consent-answer-missing": N_("Choose what the citizen answered."),
    "consent-areas-missing": N_("Choose the service areas that the consent covers."),
    "consent-in-future": N_("The consent cannot be given after today. Check the date."),
    "consent-missing": N_("A consent is missing: without it nothing may be shared."),
    "parts-withheld": N_(
        "Under this stands something that is hidden from you. Ask the citizen for a consent that "
        "also names your own service area."
    ),
    "part-withheld": N_(
        "The consent no longer shares this with your service area. What you wrote is not lost: ask "
        "the coordinating case worker before you copy it elsewhere."
    ),
    "papers-withheld": N_(
        "The approved plan is hidden from you. It needs a consent that names your service area, "
        "and all that work in the plan."
    ),
    "area-not-shared": N_(
        "The consent does not let {area} share with your service area: you would no longer see "
        "what you give them. Register a consent first."
    ),
    "plan-not-ready": N_("The plan is not ready for review yet. See what is missing below."),
    "plan-not-approved": N_("The plan has no approved version yet. Print the draft instead."),
    "closing-result-missing": N_("Choose how the plan ended."),
    "stance-words-missing": N_("Write what the citizen disagrees with, in their own words."),
    "stance-date-missing": N_("Write the day on which you went through the plan."),
    "stance-in-future": N_("You cannot have talked about it yet. Choose today or an earlier day."),
    "version-unknown": N_("There is no approved version {number}. Choose another."),
    "signature-name-missing": N_("Write the name of the representative who signed."),
    "signature-in-future": N_("The paper cannot be signed after today. Check the date."),
    "signature-before-approval": N_(
        "Version {number} was approved {approved_on}, so it cannot be signed before. "
        "Check the date, or choose another version."
    ),
    "signature-there": N_(
        "This signature of {signed_on} is registered already. If it is wrong, withdraw it first."
    ),
    "signature-withdrawn": N_("This signature is withdrawn. Register a new one instead."),
    "scan-empty": N_(
        "There is nothing in the file. Scan the paper again, and choose the new file."
    ),
    "scan-too-big": N_(
        "The file is bigger than {most} MB. Scan the paper in black and white or more coarsely, "
        "and choose the new file."
    ),
    "scan-kind-unknown": N_(
        "The file is not a PDF, PNG or JPEG. Scan the paper as one of these, and choose the new "
        "file."
    ),
    "file-malware": N_(
        "The PC's virus scanner says that this file is harmful, so nothing of it is read or kept. "
        "Tell the IT department, and do not open the file."
    ),
    "scanner-away": N_(
        "The PC's virus scanner does not answer, or takes no file this big, so nothing of the file "
        "is read. Try again, or ask the IT department."
    ),
    "scan-quota": N_(
        "You have attached as many copies as one person can in a day: {most}, or {megabytes} MB. "
        "Attach the rest tomorrow, or let a colleague in the plan do it."
    ),
    "scan-unreadable": N_(
        "The file cannot be opened: it may be damaged or locked with a password. "
        "Scan the paper again, and choose the new file."
    ),
    "suppression-impossible": N_(
        "The totals cannot be shown without revealing a count below the threshold. "
        "Use visible totals."
    ),
    "sign-in-rules-unknown": N_("Choose one of the times that are offered."),
    "threshold-out-of-bounds": N_("Choose a number from {lowest} to {highest}."),
    "report-same-area": N_("Choose two different service areas."),
    "report-two-breakdowns": N_("Choose either interventions or years, not both."),
    "report-no-interventions": N_(
        "The table by intervention needs the social service area. Choose it as one of the two."
    ),
    "month-wrong": N_("Write the month as year and month, such as 2025-01."),
    "year-wrong": N_("Write years as four digits with commas between, such as 2025,2024."),
    "area-unknown": N_("There is no service area “{area}”. Choose employment, social or health."),
    "too-many-looks": N_(
        "You have opened {most} citizens without a case of theirs within three hours. Ask your "
        "team lead, or wait until the oldest look is three hours old."
    ),
    "citizen-unknown": N_("Nobody in the store has that number. Check it, or load the citizen."),
    "plan-missing": N_("The citizen has no joint plan yet."),
    "print-needs-confirmation": N_(
        "The address is protected. Confirm that it may stand on the cover, or hand the plan over."
    ),
    "no-backup": N_("There is no backup of this store. Ask your IT support."),
    "list-code-missing": N_("Write a short code. It is kept in the plans and cannot change later."),
    "list-label-missing": N_("Write what it is called. That is what everybody chooses from."),
    "list-code-fixed": N_("The code of a line cannot change: plans refer to it. Add a new line."),
    "list-days-wrong": N_(
        "Write two whole numbers up to {highest} with / between, such as 2/1, or nothing."
    ),
    "list-figure-wrong": N_("Write a whole number from {lowest} to {highest}."),
    "list-end-before-start": N_(
        "The last day {end} is before the first day {start}. Correct one of them."
    ),
    "list-entry-overlaps": N_(
        "“{label}” has the same code from {start}, and both would hold at once. End it first."
    ),
    "list-succeeds-too-early": N_(
        "The line already holds from {start}. Choose a later first day, or change the line."
    ),
    "note-text-missing": N_("Write what the note shall say."),
    "note-kind-missing": N_("Choose what kind of note it is."),
    "note-date-missing": N_("Write the day that the note is about."),
    "note-in-future": N_("A note is about what has been. Choose today or an earlier day."),
    "note-not-yours": N_("Only who wrote a note can change it. Write an addition instead."),
    "note-locked": N_("The note is more than 24 hours old and locked. Write an addition instead."),
    "note-withheld": N_("The note belongs to another service area and is not shared with you."),
    "follow-up-in-future": N_("A follow-up has been held. Choose today or an earlier day."),
    "follow-up-result-missing": N_("“{title}”: choose what comes of it."),
    "follow-up-next-too-early": N_("The next follow-up comes after this one. Choose a later day."),
    "follow-up-not-in-force": N_("Only a plan in force is followed up. Open it, and see why."),
    "reminded-today": N_("You have reminded of this today. You can do it again tomorrow."),
    "nobody-to-remind": N_("Nobody has to answer this any more. Refresh, and see what happened."),
    "absence-ends-early": N_(
        "The last day {end} is before the first day {start}. Correct one of them."
    ),
    "absence-own-deputy": N_("You cannot stand in for yourself. Choose somebody else as deputy."),
    "absence-overlaps": N_(
        "There is already an absence from {start} in these days. Change that one, or choose others."
    ),
    "absence-not-yours": N_("Only the person or the unit's team lead can tell of an absence."),
    "absence-deputy-left": N_("The deputy no longer works here. Choose somebody else."),
    "figure-wrong": N_("That is not a figure. Write it in figures, such as 12,5."),
    "date-wrong": N_("That is not a date. Write 24-11, Tuesday or +2w, for instance."),
}

GAPS: Final[Mapping[str, str]] = {
    "consent-missing": N_("A consent is missing: without it nothing may be shared."),
    "consent-how-missing": N_("Write how the citizen gave the consent."),
    "consent-areas-missing": N_("Choose the service areas that the consent covers."),
    "consent-area-missing": N_("The consent does not cover {title}."),
    "parts-withheld": N_(
        "Parts of the plan are hidden from you. The consent must also name your own service area."
    ),
    "own-words-missing": N_("The citizen's own words are missing."),
    "statement-empty": N_("A text has nothing written in it. Write it, or take it out."),
    "challenge-theme-missing": N_("A challenge has no theme. Choose one."),
    "challenge-empty": N_("A challenge says nothing. Write what is hard, or assess it."),
    "stance-text-missing": N_("Write what the citizen disagrees with."),
    "goals-missing": N_("There is no goal yet."),
    "goal-title-missing": N_("A goal has no title."),
    "goal-measure-missing": N_("“{title}”: write how it is measured."),
    "goal-due-missing": N_("“{title}”: write by when."),
    "goal-owner-missing": N_("“{title}”: choose who answers for it."),
    "sub-goal-title-missing": N_("A sub-goal has no text."),
    "job-goal-twice": N_(
        "“{title}”: another goal is the same job goal. Choose A, B and C in turn."
    ),
    "waiting-cause-missing": N_("“{title}” waits: choose what for."),
    "wake-up-date-missing": N_("“{title}” waits: write when to look again."),
    "task-follower-missing": N_("“{title}”: choose the case worker who follows up."),
    "intervention-title-missing": N_("An intervention has no title."),
    "legal-basis-missing": N_("“{title}”: choose the legal basis."),
    "legal-basis-not-in-force": N_(
        "“{title}”: the legal basis does not hold on the day it starts. Choose another."
    ),
    "intervention-start-missing": N_("“{title}”: write when it starts."),
    "task-title-missing": N_("A task has no text."),
    "task-assignee-missing": N_("“{title}”: choose who does it."),
    "task-due-missing": N_("“{title}”: write the deadline."),
}

CLASHES: Final[Mapping[str, str]] = {
    "same-hours": N_("“{first}” and “{second}” take the same hours on {detail}. Move one of them."),
    "same-purpose": N_(
        "“{first}” and “{second}” have the same purpose: {detail}. See whether one is enough."
    ),
    "work-in-treatment": N_(
        "“{first}” asks for work while “{second}” gives treatment. Agree on what comes first."
    ),
}

UNTITLED_GAPS: Final[Mapping[str, str]] = {
    "job-goal-twice": N_("Two goals are the same job goal. Choose A, B and C in turn."),
    "goal-measure-missing": N_("A goal without a title: write how it is measured."),
    "goal-due-missing": N_("A goal without a title: write by when."),
    "goal-owner-missing": N_("A goal without a title: choose who answers for it."),
    "waiting-cause-missing": N_("Something without a title waits: choose what for."),
    "wake-up-date-missing": N_("Something without a title waits: write when to look again."),
    "task-follower-missing": N_("A task without a text: choose who follows up."),
    "legal-basis-missing": N_("An intervention without a title: choose the legal basis."),
    "legal-basis-not-in-force": N_(
        "An intervention without a title: the legal basis does not hold on the day it starts."
    ),
    "intervention-start-missing": N_("An intervention without a title: write when it starts."),
    "task-assignee-missing": N_("A task without a text: choose who does it."),
    "task-due-missing": N_("A task without a text: write the deadline."),
}

# Pairs and not a mapping: members of two enums can be equal as text («paused»).
_LABELS: Final[tuple[tuple[StrEnum, str], ...]] = (
    (ServiceArea.EMPLOYMENT, N_("Employment")),
    (ServiceArea.SOCIAL, N_("Social services")),
    (ServiceArea.HEALTH, N_("Health")),
    (ServiceArea.BENEFIT, N_("Benefits")),
    (ServiceArea.EDUCATION, N_("Education")),
    (Role.CASEWORKER, N_("Case worker")),
    (Role.TEAM_LEAD, N_("Team lead")),
    (Role.ADMINISTRATOR, N_("Administrator")),
    (Role.AUDITOR, N_("Data protection officer")),
    (Role.SYSTEM, N_("System")),
    (IdentifierKind.CPR, N_("CPR number")),
    (IdentifierKind.REPLACEMENT, N_("Replacement number")),
    (ContactRole.REPRESENTATIVE, N_("Representative")),
    (ContactRole.GUARDIAN, N_("Guardian")),
    (ContactRole.RELATIVE, N_("Relative")),
    (PlanStatus.DRAFT, N_("Draft")),
    (PlanStatus.IN_REVIEW, N_("In review")),
    (PlanStatus.APPROVED, N_("Approved")),
    (PlanStatus.ACTIVE, N_("Active")),
    (PlanStatus.IN_REVISION, N_("Under revision")),
    (PlanStatus.CLOSED, N_("Closed")),
    (PlanStatus.PAUSED, N_("On hold")),
    (PlanStatus.CONSENT_WITHDRAWN, N_("Consent withdrawn")),
    (PlanStatus.MOVED_AWAY, N_("Moved away")),
    (InterventionStatus.PLANNED, N_("Planned")),
    (InterventionStatus.RUNNING, N_("Running")),
    (InterventionStatus.COMPLETED, N_("Completed")),
    (InterventionStatus.STOPPED, N_("Stopped")),
    (InterventionStatus.PAUSED, N_("Paused")),
    (InterventionStatus.CANCELLED, N_("Called off")),
    (GoalLifecycle.PROPOSED, N_("Proposed")),
    (GoalLifecycle.ACTIVE, N_("Under way")),
    (GoalLifecycle.PAUSED, N_("Paused")),
    (GoalLifecycle.COMPLETED, N_("Ended")),
    (GoalLifecycle.REJECTED, N_("Given up")),
    (TaskStatus.REQUESTED, N_("New")),
    (TaskStatus.ACCEPTED, N_("Accepted")),
    (TaskStatus.IN_PROGRESS, N_("In progress")),
    (TaskStatus.WAITING, N_("Waiting")),
    (TaskStatus.COMPLETED, N_("Done")),
    (TaskStatus.DECLINED, N_("Declined")),
    (TaskStatus.CANCELLED, N_("Cancelled")),
    (GoalAchievement.IMPROVING, N_("Improving")),
    (GoalAchievement.NO_CHANGE, N_("No change")),
    (GoalAchievement.WORSENING, N_("Getting worse")),
    (GoalAchievement.ACHIEVED, N_("Achieved")),
    (GoalAchievement.SUSTAINING, N_("Achieved, to be kept up")),
    (GoalAchievement.NOT_ACHIEVED, N_("Not achieved")),
    (GoalAchievement.NOT_ATTAINABLE, N_("Cannot be achieved")),
    (CitizenStance.NOT_ASKED, N_("Not asked")),
    (CitizenStance.AGREES, N_("Agrees")),
    (CitizenStance.DISAGREES, N_("Disagrees")),
    (GoalKind.JOB_A, N_("Job goal A")),
    (GoalKind.JOB_B, N_("Job goal B")),
    (GoalKind.JOB_C, N_("Job goal C")),
    (GoalKind.EDUCATION, N_("Education goal")),
    (GoalKind.SOCIAL, N_("Social goal")),
    (GoalKind.HEALTH, N_("Health goal")),
    (Priority.HIGH, N_("High")),
    (Priority.MEDIUM, N_("Medium")),
    (Priority.LOW, N_("Low")),
    (ChangeType.DEVELOP, N_("Develop")),
    (ChangeType.MAINTAIN, N_("Maintain")),
    (ChangeType.LIMIT_LOSS, N_("Limit loss")),
    (FunctionLevel.NONE, N_("0 No difficulty")),
    (FunctionLevel.SLIGHT, N_("1 Slight difficulty")),
    (FunctionLevel.MODERATE, N_("2 Moderate difficulty")),
    (FunctionLevel.SEVERE, N_("3 Severe difficulty")),
    (FunctionLevel.COMPLETE, N_("4 Complete difficulty")),
    (FunctionLevel.NOT_ASSESSED, N_("Not assessed")),
    (Period.WEEK, N_("a week")),
    (Period.MONTH, N_("a month")),
    (Period.QUARTER, N_("a quarter")),
    (Period.HALF_YEAR, N_("half a year")),
    (Period.YEAR, N_("a year")),
    (ConsentStatus.GIVEN, N_("Given")),
    (ConsentStatus.DECLINED, N_("Said no")),
    (ConsentStatus.WITHDRAWN, N_("Withdrawn")),
    (ConsentStatus.EXPIRED, N_("Expired")),
    (ConsentStatus.NOT_ASKED, N_("Not asked")),
    (EventKind.CREATED, N_("Plan created")),
    (EventKind.SENT, N_("Sent to review")),
    (EventKind.TAKEN_BACK, N_("Taken back from review")),
    (EventKind.RETURNED, N_("Returned with remarks")),
    (EventKind.APPROVED, N_("Plan approved")),
    (EventKind.ACTIVATED, N_("Gone through with the citizen")),
    (EventKind.REVISION, N_("Revision started")),
    (EventKind.FOLLOWED_UP, N_("Plan followed up")),
    (EventKind.PAUSED, N_("Plan put on hold")),
    (EventKind.RESUMED, N_("Plan resumed")),
    (EventKind.WITHDRAWN, N_("Consent was withdrawn")),
    (EventKind.MOVED, N_("Citizen moved away")),
    (EventKind.CLOSED, N_("Plan closed")),
)
_BY_MEMBER: Final = {(type(member), member.value): text for member, text in _LABELS}

ACTIONS: Final[Mapping[str, str]] = {
    "view": N_("Seen"),
    "search": N_("Found in a search"),
    "create": N_("Created"),
    "change": N_("Changed"),
    "print": N_("Printed"),
    "export": N_("Exported"),
    "unmask": N_("Address shown"),
    "consent": N_("Registered"),
    "review": N_("Review"),
    "load": N_("Loaded from an export"),
    "report": N_("Counted in a report"),
    "setting": N_("Setting changed"),
    "control": N_("Log controlled"),
    "restore": N_("Restored from a backup"),
    "move": N_("Moved to another store"),
    "refused": N_("Refused"),
}

_IN_REVIEW: Final = frozenset({"", "sent", "taken_back", "returned", "approved", "review"})

# What the log keeps as the reason of a look from the command line.
COMMAND_LINE: Final = "command line"
# What it keeps where an address is shown because its protection is over.
PROTECTION_ENDED: Final = "protection ended"
# What it keeps where a number is asked after to give it to somebody.
NEW_CITIZEN: Final = "new citizen"
NEW_ENQUIRY: Final = "new enquiry"
NEW_NUMBER: Final = "new number"
_REASONS: Final[Mapping[str, str]] = {
    COMMAND_LINE: N_("command line"),
    PROTECTION_ENDED: N_("The protection was ended"),
    NEW_CITIZEN: N_("A citizen was registered"),
    NEW_ENQUIRY: N_("An enquiry was registered"),
    NEW_NUMBER: N_("A citizen was given a number"),
}

SUBJECTS: Final[Mapping[str, str]] = {
    "": "",
    "find": N_("search list"),
    "citizen": N_("citizen"),
    "address": N_("address"),
    "plan": N_("plan"),
    "own_words": N_("own words"),
    "follow_up": N_("follow-up"),
    "goal": N_("goal"),
    "stance": N_("what the citizen thinks"),
    "statement": N_("text"),
    "challenge": N_("challenge"),
    "sub_goal": N_("sub-goal"),
    "contact_agreement": N_("contact agreement"),
    "measurement": N_("measure"),
    "order": N_("order"),
    "intervention": N_("intervention"),
    "task": N_("task"),
    "waiting": N_("what something waits for"),
    "participant": N_("core team"),
    "deputy": N_("deputy"),
    "coordinator": N_("coordinating case worker"),
    "handover": N_("hand-over"),
    "handover_word": N_("question about a hand-over"),
    "handover_letter": N_("letter about a new case worker"),
    "handover_accepted": N_("hand-over accepted"),
    "handover_declined": N_("hand-over declined"),
    "handover_withdrawn": N_("hand-over withdrawn"),
    "handover_returned": N_("hand-over gone back"),
    "handover_came_back": N_("hand-over gone back by itself, as agreed"),
    "redistribution": N_("redistribution"),
    "consent": N_("consent"),
    "number": N_("CPR number"),
    "birth_date": N_("birth date"),
    "protection": N_("protection"),
    "communication": N_("contact"),
    "name_and_address": N_("name and address"),
    "contact": N_("contact person"),
    "note": N_("note"),
    "notes": N_("notes"),
    "sent": N_("sent to review"),
    "taken_back": N_("taken back from review"),
    "returned": N_("returned"),
    "approved": N_("approved"),
    "activated": N_("gone through with the citizen"),
    "revision": N_("revision started"),
    "paused": N_("put on hold"),
    "resumed": N_("resumed"),
    "closed": N_("closed"),
    "consent_withdrawn": N_("stopped, because the consent was withdrawn"),
    "moved_away": N_("stopped, because the citizen has moved away"),
    "paper": N_("the plan on paper"),
    "paper-overview": N_("the plan on one page"),
    "paper-core-team": N_("the core team's copy"),
    "paper-tasks": N_("a task list"),
    "versions": N_("versions of the plan"),
    "cover": N_("cover sheet"),
    "case": N_("case"),
    "review": N_("the plan, for review"),
    "small_counts": N_("small counts"),
    "sign_in": N_("sign in again"),
    "list": N_("a list"),
    "follow_up_held": N_("follow-up"),
    "reminder": N_("reminder"),
    "staff_task": N_("task between colleagues"),
    "absence": N_("an absence"),
    "enquiry": N_("an enquiry"),
    "staff": N_("a login"),
    "settled": N_("a text that two people wrote"),
    "signature": N_("a signature on paper"),
    "signature_scan": N_("the scanned copy of a signed paper"),
    "signature_withdrawn": N_("a signature on paper, withdrawn"),
    "remark_solved": N_("a remark, solved"),
    "remark_reopened": N_("a remark, opened again"),
    "store": N_("the store"),
    "log": N_("the citizen's own log"),
    "log_verified": N_("the whole log"),
    "log_sent": N_("the log, sent on"),
    "log_seal": N_("a seal on the log"),
    "log_accepted": N_("seals that are gone"),
    "log_control": N_("the log control of a week"),
    "log_verdict": N_("a finding of the log control"),
}


def sentence_for(error: RuleBroken) -> str:
    """Say what a broken rule means and what to do, in the language in use.

    Raises:
        KeyError: for a code without a sentence; a test sees that every code has one.
    """
    facts = {name: _fact(value) for name, value in error.facts.items()}
    return _(SENTENCES[error.code]).format(**facts)


def gap_sentence(gap: Gap) -> str:
    """Say what a plan lacks."""
    if not gap.title.strip() and gap.code in UNTITLED_GAPS:
        return _(UNTITLED_GAPS[gap.code])
    title = label(ServiceArea(gap.title)) if gap.code == "consent-area-missing" else gap.title
    return _(GAPS[gap.code]).format(title=title)


def clash_sentence(clash: Clash, purpose: str = "") -> str:
    """Say which two interventions clash, and how; ``purpose`` is what the shared one is called."""
    detail = purpose or clash.detail
    if clash.code == "same-hours":
        detail = weekday_name(int(clash.detail))
    return _(CLASHES[clash.code]).format(
        first=clash.first_title, second=clash.second_title, detail=detail
    )


def protecting_sentence(areas: Sequence[ServiceArea]) -> str:
    """Say before somebody ends a protection which exports will bring it back; "" for none."""
    if not areas:
        return ""
    named = ", ".join(label(area) for area in areas)
    return _(
        "The address is also protected in the data from {areas}. "
        "The next load protects it again unless the protection is ended there, too."
    ).format(areas=named)


def label(member: StrEnum) -> str:
    """Name a state, role or service area, in the language in use."""
    return _(_BY_MEMBER[type(member), member.value])


def action_label(action: str, subject: str = "") -> str:
    """Name what was done with a citizen's data; not all that a plan goes through is review."""
    if action == "review" and subject not in _IN_REVIEW:
        return _("Plan")
    return _(ACTIONS.get(action, action))


def why_label(action: str, why: str) -> str:
    """Say why something was done: as it was written, or by the service whose export was loaded.

    The command line has no reason in words, only that it was there.
    """
    if why in _REASONS:
        return _(_REASONS[why])
    number, asked, reason = why.partition("-XXXX: ")
    if asked:  # a question after a number: of it the date, and why
        return f"{number}{asked}{why_label(action, reason)}"
    areas = {area.value for area in ServiceArea}
    return label(ServiceArea(why)) if action == "load" and why in areas else why


def relation_label(action: str, *, related: bool) -> str:
    """Say how who did something stood to the citizen; a load is nobody's look."""
    if action == "load":
        return ""
    return _("With a case relation") if related else _("Without a case relation")


def subject_label(subject: str) -> str:
    """Name the part of a citizen's data that something was done with.

    A code that this program does not know, of a newer one or written past it, is its own name.
    """
    return _(SUBJECTS.get(subject, subject)) if subject else ""


def _fact(value: object) -> object:
    """Give a fact as a sentence needs it: dates short, states by their label."""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, StrEnum) and (type(value), value.value) in _BY_MEMBER:
        return label(value)
    return value
