"""Every use case of the workbook, one method each: the only room that wires the others together."""

from cspwidgets.portfolio.book import Portfolio

__all__ = ["Portfolio"]
