"""What the sides are called in a picture, depending on who looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import Side

LANES = (Side.CUSTOMER, Side.BOTH, Side.VENDOR, Side.PARTNER)
"""The sides from top to bottom: the customer's first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNames:
    """One name for each side; "You" (in the reader's language) is the reader."""

    customer: str = "You"
    both: str = "Together"
    vendor: str = "Vendor"
    partner: str = "Partner"
    language: Language = ENGLISH

    @classmethod
    def of(cls, plan: Plan, language: Language = ENGLISH) -> SideNames:
        """The names for people of the vendor: both sides by their own name."""
        return cls._named(plan, plan.account.name or language.say("Customer"), language)

    @classmethod
    def for_customer(cls, plan: Plan, language: Language = ENGLISH) -> SideNames:
        """The names for people of the customer: "You", and the vendor by its name."""
        return cls._named(plan, language.say("You"), language)

    @classmethod
    def _named(cls, plan: Plan, customer: str, language: Language) -> SideNames:
        return cls(
            customer=customer,
            both=language.say("Together"),
            vendor=plan.account.vendor or language.say("Vendor"),
            partner=language.say("Partner"),
            language=language,
        )

    def name(self, side: Side) -> str:
        """What that side is called."""
        return str(getattr(self, side.value))

    def is_you(self, side: Side) -> bool:
        """Whether that side is the reader."""
        return self.name(side) == self.language.say("You")
