"""Files that come from elsewhere, and files that go there: tasks, accounts, sheets, calendars.

`sheet.read_tables` reads any CSV or XLSX; `tasks.import_tasks` and `accounts.import_accounts` say
what it would change (`imported.py`), which is also the dry run; `merge.Said` is what earlier
imports wrote, so that edits made here are kept. `export.py` and `calendarfile.py` go the other way.
All of it is pure: nothing here knows the store.
"""
