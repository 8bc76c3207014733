"""Customer Success Plans: one model for the plan, the route, the value and the review."""

__version__ = "0.1.0"
