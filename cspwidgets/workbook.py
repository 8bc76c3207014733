"""The notebook's door: open the book, show a plan.

>>> from cspwidgets import Workbook
>>> book = Workbook.open()                 # doctest: +SKIP
>>> book.plan("northwind")                 # doctest: +SKIP
>>> book.what_if("northwind")              # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspwidgets.portfolio import Portfolio

if TYPE_CHECKING:  # a review is made without widgets
    from cspwidgets.journey.promiselist import PromiseList
    from cspwidgets.reports.review import Review
    from cspwidgets.widgets.board import Board
    from cspwidgets.widgets.book import Book
    from cspwidgets.widgets.trial import Trial


class Workbook:
    """The book of all accounts, in a notebook."""

    def __init__(self, book: Portfolio) -> None:
        self.book = book

    @classmethod
    def open(cls) -> Workbook:
        """Open the store that the settings name; an empty one gets the demo accounts.

        Raises
        ------
        SettingsError, StoreError
            With one sentence that says what to do.
        """
        portfolio = Portfolio.open()
        if portfolio.store.is_empty():
            portfolio.load_demo()
        return cls(portfolio)

    def plan(self, account: str = "", *, me: str = "") -> Board:
        """An account's plan with its views: the one named, else the one that needs you most.

        Where none is named, a page that is reloaded goes back to the account that it showed.

        Parameters
        ----------
        me
            Who looks at it, for the filter "Mine"; without it the account's CSM.

        Raises
        ------
        NotFound
            There is no such account.
        """
        chosen = account or self.book.accounts()[0].saved.plan.id
        return self.book.board(chosen, me=me, returns=not account)

    def what_if(self, account: str = "") -> Trial:
        """A copy of an account's plan to try changes on; nothing is saved before it is taken over.

        Examples
        --------
        >>> trial = book.what_if("northwind")             # doctest: +SKIP
        >>> trial.drop("wave-3").move("wave-2", "7 Aug")  # doctest: +SKIP
        >>> trial.comparison.likely.days_won              # doctest: +SKIP
        >>> trial.take_over()                             # doctest: +SKIP

        Raises
        ------
        NotFound
            There is no such account.
        """
        return self.plan(account).what_if()

    def promises(self, account: str) -> tuple[PromiseList, ...]:
        """What each side of an account promised: open with its days, kept, not kept and why.

        Raises
        ------
        NotFound
            There is no such account.
        """
        return self.book.sheets.promises(account)

    def portfolio(self) -> Book:
        """The whole book: every account, worst first and why; one click opens its plan."""
        return self.book.whole()

    def review(
        self,
        account: str = "",
        *,
        period: str = "",
        as_of: str = "",
        audience: str = "customer",
        language: str = "",
    ) -> Review:
        """An account's quarterly review: the one named, else the one that needs it most.

        Each attribute is a section for a cell to show; see `Reviews.review` for the parameters.

        Raises
        ------
        NotFound, SettingsError
            There is no such account; a parameter cannot be used, and the sentence says why.
        """
        chosen = account.strip() or self.book.accounts()[0].saved.plan.id
        return self.book.reviews.review(
            chosen, period=period, as_of=as_of, audience=audience, language=language
        )
