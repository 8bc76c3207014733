"""Journeys through JupyterLab and Chromium; why this is a package is said in `conftest.py`."""
