"""The shell: what everybody gets who has not been let in, whatever they asked for.

It is one document in three states: a link is being opened, nothing can be shown, or the plans are
out of reach for the moment. The same for every link, it says nothing of any customer.
"""

from __future__ import annotations

from enum import StrEnum

from tornado.template import Template

from cspwidgets.language import Language
from cspwidgets.language.catalogue import tags
from cspwidgets.pictures.theme import Theme, css_variables
from cspwidgets.settings import Settings
from cspwidgets.sharing.inside import SHELL, script
from cspwidgets.sharing.shown import Shown
from cspwidgets.sharing.stylesheet import stylesheet, template_folder

PAGE = "shell.html"
STYLE = "shell.css"


class State(StrEnum):
    """What the shell says."""

    OPENING = "opening"
    REFUSED = "refused"
    AWAY = "away"


class Shell:
    """The shell in every language and state, ready to be sent."""

    def __init__(self, settings: Settings) -> None:
        self._language = settings.language
        own = {name: (template_folder() / name).read_text("utf-8") for name in (PAGE, STYLE)}
        template = Template(own[PAGE], autoescape="xhtml_escape")
        style = css_variables(Theme.from_data(settings.theme())) + own[STYLE]
        # The page's style sheet, to be read ahead while a link is being opened.
        sheet = stylesheet(settings)
        self._made = {
            (tag, state): Shown.of(
                template.generate(
                    tag=tag,
                    state=state,
                    said=_said(Language.of(tag)),
                    style=style,
                    script=script(SHELL),
                    ahead=sheet if state is State.OPENING else "",
                )
            )
            for tag in tags()
            for state in State
        }

    def get(self, state: State, accepted: str = "") -> Shown:
        """The shell for a browser that accepts these languages (as in `Accept-Language`)."""
        return self._made[self.language(accepted), state]

    def language(self, accepted: str) -> str:
        """The first language of a list that we have, else that of the settings."""
        known = tags()
        wanted = (part.split(";")[0].strip().lower().split("-")[0] for part in accepted.split(","))
        return next((tag for tag in wanted if tag in known), self._language)


def _said(language: Language) -> dict[str, str]:
    return {
        "title": language.say("Success plan"),
        "opening": language.say("Your plan is being opened"),
        "no_script": language.say("To open it, this page needs JavaScript; please allow it."),
        "refused": language.say("There is no plan to show here"),
        "again": language.say(
            "Open the link once more from the message in which you got it: part of it may have "
            "been lost, or this browser keeps no cookies."
        ),
        "ask": language.say(
            "If that does not help, the link has ended. Your customer success manager will gladly "
            "send you a new one."
        ),
        "away": language.say("Your plan cannot be reached at the moment"),
        "soon": language.say("Nothing is lost. This page tries again by itself."),
    }
