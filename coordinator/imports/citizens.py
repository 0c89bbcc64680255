"""One citizen in several exports: whose name and address win, and what is said about the rest."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID, uuid4

from coordinator.imports.findings import Notice
from coordinator.imports.kinds import PRECEDENCE
from coordinator.imports.known import KnownCitizen, SourceFacts
from coordinator.imports.mapping import folded
from coordinator.imports.proposal import Difference
from coordinator.imports.records import CaseRecord
from coordinator.imports.writes import CitizenWrite
from plans.cpr import CprNumber
from plans.people import Address, ServiceArea


class Person:
    """A citizen while a file is gone through: what the store has, and what the file says."""

    __slots__ = ("area", "facts", "id", "known", "line", "number", "sources", "told")

    def __init__(self, record: CaseRecord, known: KnownCitizen | None) -> None:
        # Of chance alone: an id in the order of time would tell when a citizen was registered.
        self.id: UUID = known.id if known else uuid4()
        self.known = known
        self.number: CprNumber = record.number
        self.line = record.line
        self.area: ServiceArea = record.service_area
        self.facts = _facts(record)
        self.sources: dict[ServiceArea, SourceFacts] = dict(known.sources) if known else {}
        # What the exports say, the one that wins first; complete once the citizen is settled.
        self.told: tuple[SourceFacts, ...] = ()

    def join(self, record: CaseRecord, file: str) -> Iterator[Notice]:
        """Take in a further row; the first name and address stay, any protection protects."""
        mine, more = self.facts, _facts(record)
        if mine == more:
            return
        facts: dict[str, object] = {"other": self.line}
        if not _same(mine.name, more.name):
            facts["old"] = mine.name
            yield Notice(file, record.line, "name", "name-differs-rows", facts)
        if mine.address and more.address and not _same(mine.address.line, more.address.line):
            yield Notice(file, record.line, "address", "address-differs-rows", facts)
        self.facts = SourceFacts(
            mine.given,
            mine.family,
            mine.address or more.address,
            more.protected if mine.protected is None else mine.protected or more.protected,
            mine.district_text or more.district_text,
        )

    def settle(self) -> CitizenWrite | None:
        """Give the facts in force once all rows are in, or None when nothing changes."""
        known, before = self.known, self.sources.get(self.area)
        self.sources[self.area] = self.facts
        self.told = (
            (self.facts,)
            if known is None
            else tuple(self.sources[area] for area in PRECEDENCE if area in self.sources)
        )
        if known is not None and before == self.facts and self._in_force(known):
            return None
        given, family = self._name()
        return CitizenWrite(
            self.id,
            known is None,
            self.number,
            given,
            family,
            self._address(),
            self.protected,
            self._district(),
            self.number.derived_birth_date,
            not self.number.is_replacement,
            self.area,
            self.facts,
        )

    @property
    def protected(self) -> bool:
        """Protection in any source protects; only a person ends it (domain.md § 3.4, rule 7)."""
        known = self.known is not None and self.known.protected
        return known or any(each.protected for each in self.told)

    @property
    def name(self) -> str:
        """The name in force."""
        given, family = self._name()
        return f"{given} {family}".strip()

    def differences(self) -> tuple[Difference, ...]:
        """What changes about a known citizen: the facts in force, and what this area says."""
        known = self.known
        if known is None:
            return ()
        now = SourceFacts(*self._name(), self._address(), self.protected, self._district())
        old = SourceFacts(
            known.given, known.family, known.address, known.protected, known.district_text
        )
        found = {each.field: each for each in self._compared(old, now)}
        before = known.sources.get(self.area)
        if before is not None:
            for each in self._compared(before, self.facts):
                found.setdefault(each.field, each)
        return tuple(found.values())

    def notices(self, file: str) -> Iterator[Notice]:
        """Say where the exports, or the export and a person, do not agree about the citizen."""
        yield from self._number_notices(file)
        known = self.known
        if known is None:
            return
        yield from self._protection_notices(file, known)
        before = known.sources.get(self.area)
        if known.name_by_person:
            if before != self.facts and not _same(self.name, self.facts.name):
                yield self._by_person(file, "name", self.name, self.facts.name)
        else:
            yield from self._name_notices(file)
        if known.address_by_person:
            mine, theirs = _line(known.address), _line(self.facts.address)
            if before != self.facts and theirs and not _same(mine, theirs):
                yield self._by_person(file, "address", mine, theirs)
        else:
            yield from self._address_notices(file)

    def _number_notices(self, file: str) -> Iterator[Notice]:
        if self.known is None:
            if self.number.is_replacement:
                yield Notice(file, self.line, "number", "replacement-number")
        elif self.known.number != self.number.value:
            yield Notice(file, self.line, "number", "former-number")

    def _protection_notices(self, file: str, known: KnownCitizen) -> Iterator[Notice]:
        before = [area for area in PRECEDENCE if _protects(known.sources, area)]
        now = [area for area in PRECEDENCE if _protects(self.sources, area)]
        if known.protected and self.area in before and not now:
            facts: dict[str, object] = {"new_area": self.area}
            yield Notice(file, self.line, "protection", "protection-ended", facts)
        # A source protected and the citizen is not: somebody in staff ended it.
        if not known.protected and before and now:
            facts = {"area": now[0]}
            yield Notice(file, self.line, "protection", "protection-again", facts)

    def _name_notices(self, file: str) -> Iterator[Notice]:
        for area, facts in self._others():
            if not _same(facts.name, self.facts.name):
                winner = next(each for each in PRECEDENCE if each in self.sources)
                said = self._said(area, winner, facts.name, self.facts.name)
                yield Notice(file, self.line, "name", "name-differs", said)

    def _address_notices(self, file: str) -> Iterator[Notice]:
        mine = _line(self.facts.address)
        for area, facts in self._others():
            theirs = _line(facts.address)
            if not mine or not theirs or _same(mine, theirs):
                continue
            if self.protected:
                hidden: dict[str, object] = {"new_area": self.area, "old_area": area}
                yield Notice(file, self.line, "address", "address-differs-hidden", hidden)
            else:
                told = [a for a in PRECEDENCE if a in self.sources and self.sources[a].address]
                said = self._said(area, told[0], theirs, mine)
                yield Notice(file, self.line, "address", "address-differs", said)

    def _others(self) -> list[tuple[ServiceArea, SourceFacts]]:
        return [
            (area, self.sources[area])
            for area in PRECEDENCE
            if area is not self.area and area in self.sources
        ]

    def _said(
        self, area: ServiceArea, winner: ServiceArea, old: str, new: str
    ) -> dict[str, object]:
        return {"old": old, "old_area": area, "new": new, "new_area": self.area, "winner": winner}

    def _by_person(self, file: str, kind: str, old: str, new: str) -> Notice:
        if kind == "address" and self.protected:
            code = "address-differs-person-hidden"
            return Notice(file, self.line, kind, code, {"new_area": self.area})
        said: dict[str, object] = {"old": old, "new": new, "new_area": self.area}
        return Notice(file, self.line, kind, f"{kind}-differs-person", said)

    def _in_force(self, known: KnownCitizen) -> bool:
        return (
            self._name() == (known.given, known.family)
            and self._address() == known.address
            and self.protected == known.protected
            and self._district() == known.district_text
        )

    def _name(self) -> tuple[str, str]:
        if self.known is not None and self.known.name_by_person:
            return self.known.given, self.known.family
        return self.told[0].given, self.told[0].family

    def _address(self) -> Address | None:
        known = self.known
        if known is not None and known.address_by_person:
            return known.address
        for said in self.told:
            if said.address is not None:
                return said.address
        # An export that falls silent does not take an address away.
        return known.address if known is not None else None

    def _district(self) -> str:
        for said in self.told:
            if said.district_text:
                return said.district_text
        return self.known.district_text if self.known is not None else ""

    def _compared(self, old: SourceFacts, new: SourceFacts) -> Iterator[Difference]:
        if (old.given, old.family) != (new.given, new.family):
            yield Difference("name", old.name, new.name)
        if old.protected != new.protected:
            yield Difference("protected", _flag(old.protected), _flag(new.protected))
        places = (
            ("address", _line(old.address), _line(new.address)),
            ("district", old.district_text, new.district_text),
        )
        for field, was, now in places:
            if was != now:
                hidden = self.protected
                yield Difference(field, None if hidden else was, None if hidden else now)


def _facts(record: CaseRecord) -> SourceFacts:
    return SourceFacts(
        record.given, record.family, record.address, record.protected, record.district_text
    )


def _protects(sources: Mapping[ServiceArea, SourceFacts], area: ServiceArea) -> bool:
    return area in sources and bool(sources[area].protected)


def _line(address: Address | None) -> str:
    return address.line if address else ""


def _flag(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def _same(one: str, other: str) -> bool:
    return one == other or folded(one) == folded(other)


def day_text(day: date | None) -> str:
    """Write a date for a list of differences: «24-11-2026»."""
    return "" if day is None else f"{day.day:02}-{day.month:02}-{day.year}"
