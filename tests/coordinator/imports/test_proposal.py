"""What a file would create, change and leave, against what the store has."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from coordinator.i18n import use_language
from coordinator.imports import (
    Action,
    Difference,
    ImportKind,
    Known,
    KnownCitizen,
    KnownDistrict,
    KnownStaff,
    Stopped,
    propose,
    read_file,
)
from plans.people import Address, Role, ServiceArea
from tests.coordinator.imports.known_after import known_after, without_cases
from tests.coordinator.imports.ugly import (
    SOCIAL,
    csv_text,
    employment,
    employment_csv,
    health,
    health_csv,
    xlsx,
)

PLACE = KnownDistrict(uuid4(), "Vestskolen", 18086)
STAFF = [
    KnownStaff(uuid4(), login, login, ServiceArea.HEALTH, "", Role.CASEWORKER)
    for login in ("bepr", "elek", "amop")
]
EMPTY = Known.of(staff=STAFF, districts=[PLACE])


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def job(known, *rows):
    return propose(read_file(ImportKind.EMPLOYMENT, "b.csv", employment_csv(*rows)), known)


def care(known, *rows):
    return propose(read_file(ImportKind.HEALTH, "s.csv", health_csv(*rows)), known)


def social(known, *rows):
    return propose(read_file(ImportKind.SOCIAL, "s.xlsx", xlsx(SOCIAL, *rows)), known)


def grant(number="150277-9995", name="Karla Prøvesen", address="Skovvej 1, 8999 Solbæk",
          protected="", title="Andet", start="01-05-2024", end=""):  # fmt: skip
    return (number, name, address, protected, "Vestskolen", title, start, end, "amop")


def texts(proposal):
    return [(each.line, each.kind, each.text) for each in proposal.warnings]


def only(proposal):
    (citizen,) = proposal.writes.citizens
    return citizen


def test_a_new_citizen_with_a_case_is_created():
    proposal = job(EMPTY, employment())
    assert proposal.counts[Action.CREATED] == 1
    assert proposal.warnings == ()
    citizen, (case,) = only(proposal), proposal.writes.cases
    assert citizen.is_new
    assert (citizen.birth_date, citizen.birth_date_confirmed) == (date(1977, 2, 15), True)
    assert case.citizen_id == citizen.id
    (change,) = proposal.changes
    assert (change.label, change.number) == ("Karla Prøvesen", "150277-XXXX")


def test_a_replacement_number_suggests_a_birth_date_that_nobody_confirmed():
    proposal = care(EMPTY, health(number="710390-0001"))
    citizen = only(proposal)
    assert (citizen.birth_date, citizen.birth_date_confirmed) == (date(1990, 3, 11), False)
    assert [each.kind for each in proposal.warnings] == ["number"]


def test_a_changed_start_of_employment_is_a_change_and_names_old_and_new():
    known = known_after(EMPTY, job(EMPTY, employment()))
    proposal = job(known, employment(start="02-05-2024", title="Sygedagpenge"))
    (change,) = proposal.changes
    assert change.action is Action.CHANGED
    assert change.differences == (
        Difference("title", "Fleksjob", "Sygedagpenge"),
        Difference("start", "01-05-2024", "02-05-2024"),
    )
    assert proposal.writes.citizens == ()
    assert [each.is_new for each in proposal.writes.cases] == [False]


def test_another_start_in_health_is_another_case_and_the_old_one_is_gone():
    known = known_after(EMPTY, care(EMPTY, health()))
    proposal = care(known, health(start="2025-01-05"))
    assert proposal.counts[Action.CREATED] == 1
    (gone,) = proposal.writes.missing
    assert gone.id == known.cases[0].id
    assert texts(proposal) == [
        (None, "missing",
         "Karla Prøvesen, 150277-XXXX: “Genoptræning” from 04-01-2025 is no longer in the file."),
    ]  # fmt: skip


def test_a_case_that_is_gone_is_written_once_and_comes_back():
    known = known_after(EMPTY, care(EMPTY, health(), health(number="251248-9996")))
    known = known_after(known, care(known, health(number="251248-9996")))
    again = care(known, health(number="251248-9996"))
    assert not again.writes
    assert len(again.missing) == 1
    back = care(known, health(), health(number="251248-9996"))
    assert back.changes[0].differences == (Difference("missing", "no", "yes"),)
    assert not care(known_after(known, back), health(), health(number="251248-9996")).writes


def test_a_refused_row_does_not_make_its_case_gone():
    known = known_after(EMPTY, care(EMPTY, health(), health(number="251248-9996")))
    proposal = care(known, health(end="x"), health(number="251248-9996"))
    assert proposal.missing == ()
    assert proposal.changes[0].number == "150277-XXXX"
    assert proposal.changes[0].rejection is not None


def test_employment_wins_over_social_over_health_in_any_order():
    known = known_after(EMPTY, care(EMPTY, health(name="Sund, Karla")))
    proposal = social(without_cases(known), grant(name="Karla Social"))
    assert only(proposal).family == "Social"
    assert texts(proposal) == [
        (2, "name", ("The name is “Karla Social” in Social and “Karla Sund” in Health. "
                    "The name from Social is used.")),
    ]  # fmt: skip
    known = known_after(without_cases(known), proposal)
    proposal = job(without_cases(known), employment(family="Job"))
    assert only(proposal).family == "Job"
    assert [each.kind for each in proposal.warnings] == ["name", "name"]
    assert proposal.changes[0].differences[0] == Difference("name", "Karla Social", "Karla Job")
    known = known_after(without_cases(known), proposal)
    proposal = care(without_cases(known), health(name="Sund, Karla"))
    assert proposal.writes.citizens == ()
    assert "The name from Employment is used." in texts(proposal)[0][2]


def test_names_that_differ_only_in_case_and_signs_are_one():
    known = known_after(EMPTY, job(EMPTY, employment(given="Karla Ane")))
    assert social(without_cases(known), grant(name="KARLA ANE PRØVESEN")).warnings == ()


def test_addresses_that_differ_are_both_shown():
    known = known_after(EMPTY, job(EMPTY, employment()))
    proposal = social(without_cases(known), grant(address="Nørregade 2, 8997 Solbæk"))
    assert texts(proposal) == [
        (2, "address", ("The address is “Nørregade 2, 8997 Solbæk” in Social and "
                       "“Skovvej 1, 8999 Solbæk” in Employment. "
                       "The address from Employment is used.")),
    ]  # fmt: skip
    assert only(proposal).address == Address("Skovvej 1", "8999", "Solbæk")


def test_protection_in_any_source_protects_and_hides_what_differs():
    known = known_after(EMPTY, job(EMPTY, employment()))
    proposal = social(
        without_cases(known), grant(address="Nørregade 2, 8997 Solbæk", protected="x")
    )
    assert only(proposal).protected
    (notice,) = proposal.warnings
    assert "Nørregade" not in notice.text
    assert "Skovvej" not in notice.text
    known = known_after(without_cases(known), proposal)
    proposal = job(without_cases(known), employment(street="Havnegade 9"))
    assert only(proposal).protected
    assert Difference("address", None, None) in proposal.changes[0].differences
    assert "Havnegade" not in str([each.text for each in proposal.warnings])


def test_the_district_of_a_protected_citizen_is_not_told():
    proposal = care(Known.of(staff=STAFF), health(protected="1"), health("251248-9996"))
    assert [each.text for each in proposal.warnings] == [
        "The school district is unknown. It is hidden because the address is protected.",
        "The school district “Vestskolen” is unknown. The text is kept.",
    ]


def test_protection_that_ends_in_the_file_stays_until_a_person_confirms():
    known = known_after(EMPTY, care(EMPTY, health(protected="1")))
    proposal = care(known, health(protected="0"))
    assert only(proposal).protected
    assert [each.kind for each in proposal.warnings] == ["protection"]
    assert proposal.changes[0].differences == (Difference("protected", "yes", "no"),)
    assert not care(known_after(known, proposal), health(protected="0")).writes


def test_protection_that_a_person_ended_and_a_source_still_has_comes_back_with_a_word():
    known = ended_by_a_person(known_after(EMPTY, care(EMPTY, health(protected="1"))))
    proposal = care(known, health(protected="1"))
    assert only(proposal).protected
    assert texts(proposal) == [
        (2, "protection", ("The address is protected in Health. A person ended the protection, "
                           "but loading the file protects the address again.")),
    ]  # fmt: skip
    assert proposal.changes[0].differences == (Difference("protected", "no", "yes"),)


def test_protection_that_a_person_ended_first_ends_in_the_file_without_a_word():
    known = ended_by_a_person(known_after(EMPTY, care(EMPTY, health(protected="1"))))
    proposal = care(known, health(protected="0"))
    assert not only(proposal).protected
    assert not proposal.warnings


def ended_by_a_person(known: Known) -> Known:
    return replace(
        known,
        citizens={key: replace(each, protected=False) for key, each in known.citizens.items()},
    )


def test_an_export_that_falls_silent_takes_no_address_away():
    known = known_after(EMPTY, social(EMPTY, grant()))
    proposal = social(known, grant(address="", protected="x"))
    assert only(proposal).address == Address("Skovvej 1", "8999", "Solbæk")
    assert not social(known_after(known, proposal), grant(address="", protected="x")).writes


def test_an_unknown_login_and_district_are_loaded_with_a_warning():
    proposal = care(Known(), health())
    assert proposal.counts[Action.CREATED] == 1
    assert texts(proposal) == [
        (2, "login", "The case worker “bepr” is not in staff. The text is kept."),
        (2, "district", "The school district “Vestskolen” is unknown. The text is kept."),
    ]
    assert proposal.writes.cases[0].caseworker_text == "bepr"


def test_several_rows_of_a_citizen_are_one_citizen_and_any_protection_protects():
    rows = (
        grant(),
        grant(name="Karla P. Prøvesen", title="Bostøtte", protected="x", address="Ny 1"),
    )
    proposal = social(EMPTY, *rows)
    assert only(proposal).protected
    assert only(proposal).family == "Prøvesen"
    assert [(each.line, each.kind) for each in proposal.warnings] == [(3, "name"), (3, "address")]
    assert len(proposal.writes.cases) == 2
    assert not social(known_after(EMPTY, proposal), *rows).writes


def test_a_former_number_finds_the_citizen():
    known = known_after(EMPTY, care(EMPTY, health(number="710390-0001")))
    (old,) = known.citizens.values()
    renamed = replace(old, number="1103909995", numbers=("7103900001", "1103909995"))
    known = Known.of([renamed], known.cases, STAFF, [PLACE])
    proposal = care(known, health(number="710390-0001"))
    assert not proposal.writes
    assert [each.kind for each in proposal.warnings] == ["number"]
    both = care(known, health(number="110390-9995"), health(number="710390-0001"))
    (refused,) = both.rejections
    assert (refused.line, refused.column, refused.reason_code) == (3, "cpr", "duplicate")
    assert both.read == 2


def test_what_a_person_chose_stays_and_is_said():
    chosen = KnownCitizen(
        uuid4(), "1502779995", ("1502779995",), "Karla", "Valgt", Address("Valgt 1", "8999", "Solbæk"),
        name_by_person=True, address_by_person=True,
    )  # fmt: skip
    known = Known.of([chosen], (), STAFF, [PLACE])
    proposal = job(known, employment())
    citizen = only(proposal)
    assert (citizen.family, citizen.address) == ("Valgt", chosen.address)
    assert [each.kind for each in proposal.warnings] == ["name", "address"]
    assert "“Karla Valgt” stays" in proposal.warnings[0].text
    assert job(known_after(known, proposal), employment()).warnings == ()
    hidden = Known.of([replace(chosen, protected=True)], (), STAFF, [PLACE])
    assert "Valgt 1" not in str(texts(job(hidden, employment())))


def test_staff_are_created_changed_and_left():
    header = ("Login", "Navn", "Forvaltning", "Team", "Rolle", "Telefon", "E-mail")
    row = ("kapr", "Karla Prøvesen", "Sundhed", "Team A", "Sagsbehandler", "1", "a@b.example")

    def staff(known, *rows):
        text = csv_text(header, *rows).encode()
        return propose(read_file(ImportKind.STAFF, "m.csv", text), known)

    proposal = staff(Known(), row, ("x", "", "", "", "", "", ""))
    assert proposal.to_json()["created"] == 1
    known = known_after(Known(), proposal)
    assert not staff(known, row).writes
    (change,) = staff(
        known, ("KAPR", "Karla Prøvesen", "", "Team A", "Teamleder", "1", "a@b.example")
    ).changes
    assert change.differences == (
        Difference("service_area", "health", ""),
        Difference("role", "caseworker", "team_lead"),
    )


def test_districts_are_created_changed_and_left():
    def districts(known, *rows):
        text = csv_text(("Skoledistrikt", "Borgere over 18 år"), *rows).encode()
        return propose(read_file(ImportKind.DISTRICTS, "d.csv", text), known)

    known = known_after(Known(), districts(Known(), ("Vestskolen", "5")))
    assert not districts(known, ("Vestskolen", "5")).writes
    proposal = districts(known, ("VESTSKOLEN", "6"))
    assert proposal.changes[0].differences == (
        Difference("district", "Vestskolen", "VESTSKOLEN"),
        Difference("adults", "5", "6"),
    )
    assert [each.is_new for each in proposal.writes.districts] == [False]


def test_counts_add_up_and_the_json_has_its_shape():
    known = known_after(EMPTY, care(EMPTY, health(), health(number="251248-9996")))
    shown = care(
        known, health(), health(number="251248-9996", end="2025-02-01"),
        health(number="110390-9995", login="ukendt"), health(number="1"),
    ).to_json()  # fmt: skip
    assert shown == {
        "read": 4, "created": 1, "changed": 1, "unchanged": 1,
        "rejected": [{
            "file": "s.csv", "line": 5, "column": "cpr", "value": "1",
            "reason": "The CPR number must have 10 digits, not 1.",
        }],
        "warnings": [{
            "file": "s.csv", "line": 4, "kind": "login",
            "text": "The case worker “ukendt” is not in staff. The text is kept.",
        }],
    }  # fmt: skip


def test_a_person_can_stop_the_comparison():
    def stop(_done, _total):
        raise Stopped

    found = read_file(ImportKind.HEALTH, "s.csv", health_csv(health()))
    with pytest.raises(Stopped):
        propose(found, Known(), stop)
