"""Where the journey stands: pure functions of a plan and a day. No clock, no file, no network."""
