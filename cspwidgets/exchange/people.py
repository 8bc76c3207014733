"""Whose step it is: names, mail addresses and words, read as people and sides.

A name becomes a person of the plan only when it is known on whose side they are: from the plan,
from the mail domain, from a column, or because somebody answered. Until then it stays in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cspwidgets.plan.model import Account, Person, Plan
from cspwidgets.plan.slug import new_id
from cspwidgets.plan.words import Side

_SIDES = {
    Side.CUSTOMER: r"customers?|clients?|kunden?|auftraggeber(?:in)?",
    Side.VENDOR: (
        r"vendor|supplier|provider|csms?|customer success(?: \w+)?|us|we|our team|internal|"
        r"anbieter|lieferant|dienstleister|auftragnehmer"
    ),
    Side.PARTNER: r"(?:implementation )?partner|integrator|agency|reseller",
    Side.BOTH: r"both(?: sides)?|joint(?:ly)?|shared|all|everyone|alle|beide|gemeinsam",
}
_WHOLE = {side: re.compile(rf"(?:{words})", re.IGNORECASE) for side, words in _SIDES.items()}
_ACTS = r"(?:to|must|will|should|provides?|approves?|signs?|confirms?|sends?|delivers?|reviews?)\b"
_TITLE = {
    side: re.compile(rf"(?:\[(?:{words})\]|(?:{words})(?:\s*[:–—]|\s+{_ACTS}))", re.IGNORECASE)
    for side, words in _SIDES.items()
    if side is not Side.BOTH
}
_TEAM = r"team|dept|department|group|lead|lab|abteilung|gruppe|it"
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody as a file names them."""

    name: str
    email: str = ""


class Parties:
    """The people of a plan and the sides they are on; learns new ones as rows are read."""

    def __init__(
        self, plan: Plan, *, own_domain: str = "", sides: Mapping[str, Side] | None = None
    ) -> None:
        self.account: Account = plan.account
        self.own_domain = own_domain.casefold().lstrip("@")
        self.sides = {name.casefold(): side for name, side in (sides or {}).items()}
        self.people = list(plan.people)
        self.unplaced: dict[str, None] = {}

    def owner(self, names: Iterable[Name], *, side: Side | None = None) -> tuple[str, Side | None]:
        """The owner to write down (a person's id, or words), and the side the names show.

        Parameters
        ----------
        side
            What a column of its own says; it wins.
        """
        owner = ""
        shown: list[Side] = []
        for name in names:
            person = self._known(name)
            on = person.side if person else self.side_of(name)
            if person is None and _is_person(name):
                person = self._introduce(name, on or (side if side is not Side.BOTH else None))
            shown += [on] if on else []
            owner = owner or (person.id if person else name.name or name.email)
        return owner, side or _together(shown)

    def side_of(self, name: Name) -> Side | None:
        """On whose side somebody is, as far as name and address tell."""
        told = self.sides.get(name.name.casefold()) or self.sides.get(name.email.casefold())
        if told:
            return told
        domain = name.email.rpartition("@")[2].casefold()
        if domain and self.own_domain:
            return Side.VENDOR if _is_within(domain, self.own_domain) else self._customer(domain)
        if domain and self.account.domain and _is_within(domain, self.account.domain):
            return Side.CUSTOMER
        spoken = name.name.casefold()
        if spoken and spoken == self.account.vendor.casefold():
            return Side.VENDOR
        if spoken and spoken == self.account.name.casefold():
            return Side.CUSTOMER
        return read_side(re.sub(rf"\s+(?:{_TEAM})$", "", name.name, flags=re.IGNORECASE))

    def _customer(self, domain: str) -> Side | None:
        known = self.account.domain
        return Side.CUSTOMER if not known or _is_within(domain, known) else None

    def _known(self, name: Name) -> Person | None:
        for person in self.people:
            if name.email and name.email.casefold() == person.email.casefold():
                return person
        for person in self.people:
            if name.name and name.name.casefold() in (person.name.casefold(), person.id):
                return person
        return None

    def _introduce(self, name: Name, side: Side | None) -> Person | None:
        if side is None or side is Side.BOTH:
            self.unplaced[name.name or name.email] = None
            return None
        taken = {person.id for person in self.people}
        known_as = name.name or _from_address(name.email)
        made = Person(
            id=new_id(known_as, "person", taken=taken),
            name=known_as,
            side=side,
            email=name.email,
        )
        self.people.append(made)
        return made


def read_names(words: str, emails: str = "") -> tuple[Name, ...]:
    """The people that a cell names, with their addresses.

    Examples
    --------
    >>> [one.name for one in read_names("Sarah Chen;Mike Torres[50%]")]
    ['Sarah Chen', 'Mike Torres']
    >>> read_names("Jo Ray <jo@example.com>")
    (Name(name='Jo Ray', email='jo@example.com'),)
    """
    pieces = [piece for piece in re.split(r"[;\n]|,(?![^\[]*\])", words) if piece.strip()]
    addresses = _ADDRESS.findall(emails)
    if not pieces:
        return tuple(Name("", one) for one in addresses)
    names = []
    for number, piece in enumerate(pieces):
        found = _ADDRESS.search(piece)
        email = found[0] if found else ""
        if not email and len(addresses) == len(pieces):
            email = addresses[number]
        name = re.sub(r"\[[^\]]*\]|<[^>]*>", "", piece.replace(email, "") if email else piece)
        name = name.strip(" \t()<>")
        names.append(Name(name, email))
    return tuple(names)


def read_side(words: str) -> Side | None:
    """The side that words name, if they name one."""
    text = words.strip().strip("[]()").strip()
    for side in Side:
        if _WHOLE[side].fullmatch(text):
            return side
    parts = re.split(r"\s*(?:[/&+,;]|\band\b|\bund\b)\s*", text)
    if len(parts) > 1:
        sides = [read_side(part) for part in parts]
        return _together([side for side in sides if side]) if all(sides) else None
    return None


def title_side(title: str) -> Side | None:
    """The side that a title begins with: "Client to provide test data", "[Vendor] Set up"."""
    return next((side for side, begins in _TITLE.items() if begins.match(title)), None)


def _together(sides: list[Side]) -> Side | None:
    if not sides:
        return None
    return sides[0] if len(set(sides)) == 1 else Side.BOTH


def _is_within(domain: str, of: str) -> bool:
    whole = of.casefold().lstrip("@")
    return domain == whole or domain.endswith(f".{whole}")


# "Maria Okafor" or "Dr. Kim Park", not "QA Team", "Procurement" or "Backend".
def _is_person(name: Name) -> bool:
    if name.email:
        return True
    words = name.name.split()
    if not 2 <= len(words) <= 4 or re.search(rf"\b(?:{_TEAM})\b", name.name, re.IGNORECASE):
        return False
    return all(word[0].isupper() or not word[0].isascii() for word in words)


def _from_address(email: str) -> str:
    return " ".join(part.capitalize() for part in re.split(r"[._]", email.partition("@")[0]))
