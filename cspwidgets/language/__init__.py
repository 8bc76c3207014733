"""What customers read, in their language: words from catalogues; days, numbers and money."""

from cspwidgets.language.language import ENGLISH, Language, to_say

__all__ = ["ENGLISH", "Language", "to_say"]
