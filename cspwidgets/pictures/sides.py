"""What the sides are called in a picture, depending on who looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import Side

LANES = (Side.CUSTOMER, Side.BOTH, Side.VENDOR, Side.PARTNER)
"""The sides from top to bottom: the customer's first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNames:
    """One name for each side; "You" is the reader."""

    customer: str = "You"
    both: str = "Together"
    vendor: str = "Vendor"
    partner: str = "Partner"

    @classmethod
    def of(cls, plan: Plan) -> SideNames:
        """The names for people of the vendor: both sides by their own name."""
        account = plan.account
        return cls(customer=account.name or "Customer", vendor=account.vendor or "Vendor")

    @classmethod
    def for_customer(cls, plan: Plan) -> SideNames:
        """The names for people of the customer: "You", and the vendor by its name."""
        return cls(vendor=plan.account.vendor or "Vendor")

    def name(self, side: Side) -> str:
        """What that side is called."""
        return str(getattr(self, side.value))

    def possessive(self, side: Side) -> str:
        """Whose something is: "Your", "RouteWise’s"."""
        name = self.name(side)
        return "Your" if name == "You" else f"{name}’s"
