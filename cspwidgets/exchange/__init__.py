"""Files that come from elsewhere, and files that go there: tasks, accounts, sheets, calendars."""
